import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGeneHistory } from "../../src/terminology/gene-history.js";
import { damagedLines, fileOf, fixtures, reading } from "./reading.js";

const sample = join(fixtures, "gene_history.tsv");

describe("gene_history", () => {
  it("gives withdrawn genes and their heirs", async () => {
    const { items, problems } = await reading((report) => readGeneHistory(sample, {}, report));
    expect(problems).toEqual([]);
    expect(items).toEqual([
      { former: "NCBIGene:1246494" },
      { former: "NCBIGene:1246495" },
      { former: "NCBIGene:934", current: "NCBIGene:100133941" },
    ]);
  });

  it("takes the species that are asked for", async () => {
    const { items } = await reading((report) => readGeneHistory(sample, { taxa: [9606] }, report));
    expect(items).toHaveLength(1);
  });

  it("says where a line is damaged, whatever the damage, and goes on", async () => {
    const [header, ...rows] = readFileSync(sample, "utf8").trimEnd().split("\n");
    const path = fileOf([header, rows[0], "9606\tCD24\t934", rows[2]].join("\n"));
    const { items, problems } = await reading((report) => readGeneHistory(path, {}, report));
    expect(items).toHaveLength(2);
    expect(problems).toMatchObject([{ line: 3, field: "GeneID" }]);
    await fc.assert(
      fc.asyncProperty(damagedLines(rows[2]!), async (damaged) => {
        const noisy = fileOf([header, ...damaged, rows[2]].join("\n"));
        const found = await reading((report) => readGeneHistory(noisy, {}, report));
        expect(found.items.at(-1)).toEqual({ former: "NCBIGene:934", current: "NCBIGene:100133941" });
      }),
      { numRuns: 10 },
    );
  });

  it("refuses what is no gene_history", async () => {
    for (const content of ["", "tax,gene\n", "9606 100133941 934\n"]) {
      const path = fileOf(content);
      await expect(reading((report) => readGeneHistory(path, {}, report))).rejects.toMatchObject({
        code: "BAD_TERMINOLOGY",
      });
    }
  });
});
