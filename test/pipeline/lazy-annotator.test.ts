import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lazyAnnotator } from "../../src/pipeline/annotator.js";
import { modelOptions } from "../models.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-lazy-"));
afterAll(() => rmSync(folder, { recursive: true }));

const metformin = {
  id: "MESH:D008687",
  name: "Metformin",
  category: "ChemicalEntity",
  synonyms: [],
  xrefs: [],
  parents: [],
} as const;

describe("lazyAnnotator", () => {
  it("opens nothing until it is asked, and says then what is missing", async () => {
    const log: string[] = [];
    const annotator = lazyAnnotator({
      ...modelOptions,
      models: join(folder, "none"),
      log: (line) => log.push(line),
    });
    expect(log).toEqual([]);
    await expect(annotator.links([{ mention: "aspirin" }])).rejects.toMatchObject({ code: "BAD_MODEL" });
    await annotator.close();
  });

  it("needs no extractor for linking, likeness and embeddings", async () => {
    symlinkSync(join(modelOptions.models, "names"), join(folder, "names"));
    const annotator = lazyAnnotator({ ...modelOptions, models: folder });
    const [link] = await annotator.links([{ mention: "aspirin" }]);
    expect(link?.ids).toEqual(["MESH:D001241"]);

    const similar = (await annotator.similar(metformin, 10))!;
    expect(similar).toHaveLength(10);
    const scores = similar.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(similar.every(({ concept }) => concept.category === "ChemicalEntity")).toBe(true);
    expect(similar.map(({ concept }) => concept.id)).not.toContain(metformin.id);

    const { vectors, dim } = await annotator.embed(["Type 2 diabetes", "type-2 DIABETES", "aspirin"]);
    expect(vectors.map((vector) => vector.length)).toEqual([dim, dim, dim]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    expect(vectors[0]).toEqual(vectors[1]);
    expect(vectors[2]).not.toEqual(vectors[0]);

    await expect(annotator.annotate({ text: "Aspirin." })).rejects.toMatchObject({ code: "BAD_MODEL" });
    // What was open stays open.
    expect((await annotator.links([{ mention: "aspirin" }]))[0]?.ids).toEqual(["MESH:D001241"]);
    await annotator.close();
  });
});

describe("with all models", () => {
  const annotator = lazyAnnotator(modelOptions);
  afterAll(() => annotator.close());

  it("embeds the preferred name of a concept that has no vectors", async () => {
    const own = { ...metformin, id: "EXAMPLE:1", name: "metformin hydrochloride tablet" } as const;
    const similar = (await annotator.similar(own, 5))!;
    expect(similar).toHaveLength(5);
    expect(similar.every(({ name }) => name === own.name)).toBe(true);
    expect(similar[0]?.score).toBeGreaterThan(0.3);
  });

  it("finds similar concepts of another category, and says where there are no vectors", async () => {
    const diseases = (await annotator.similar(metformin, 3, "Disease"))!;
    expect(diseases.map(({ concept }) => concept.category)).toEqual(["Disease", "Disease", "Disease"]);
    const variant = {
      ...metformin,
      id: "hgvs:p.V600E",
      name: "p.V600E",
      category: "SequenceVariant",
    } as const;
    expect(await annotator.similar(variant, 3)).toBeUndefined();
    await expect(annotator.similar(metformin, 3, "SequenceVariant")).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringContaining("no vectors of names of category SequenceVariant"),
    });
  });

  it("says which name cannot be embedded", async () => {
    await expect(annotator.embed(["aspirin", "—"])).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: "name 1 (“—”) has no letter or digit",
    });
    expect((await annotator.embed([])).vectors).toEqual([]);
  });

  it("suggests headings by what is named, in the title above all", async () => {
    const headings = await annotator.suggestHeadings({
      title: "Lactic acidosis after metformin",
      text: "In mice with diabetes mellitus, metformin caused lactic acidosis; aspirin did not.",
      first: 20,
    });
    const ids = headings.map(({ heading }) => heading);
    for (const id of ["MESH:D008687", "MESH:D000140", "MESH:D051379", "MESH:D000818", "MESH:D003920"]) {
      expect(ids).toContain(id);
    }
    expect(ids.indexOf("MESH:D008687")).toBeLessThan(ids.indexOf("MESH:D001241"));
    const scores = headings.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(headings.find(({ heading }) => heading === "MESH:D008687")).toMatchObject({ inTitle: true });
  });

  it.each([
    [{ text: " ", first: 5 }, "there is no text"],
    [{ text: "a".repeat(200_001), first: 5 }, "200001 characters"],
    [{ text: "aspirin", first: 5, categories: ["Gene"] as const }, "no headings of category Gene"],
  ])("refuses what it cannot suggest headings for (%#)", async (request, message) => {
    await expect(annotator.suggestHeadings(request)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringContaining(message),
    });
  });
});
