import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Driver } from "neo4j-driver";
import { beforeAll, describe, expect, it } from "vitest";

const docs = join(import.meta.dirname, "..", "..", "docs");
const pages = ["neo4j.md", "graph-schema.md"];
const mostBytes = 300_000;

interface Block {
  readonly page: string;
  readonly statement: string;
}

const blocks: readonly Block[] = pages.flatMap((page) =>
  [...readFileSync(join(docs, page), "utf8").matchAll(/```cypher\n([^`]+)```/gu)].map((match) => ({
    page,
    statement: match[1] ?? "",
  })),
);

/** The statements of the pages for people who use Neo4j, on the graph of the saved queries. */
export function describeGuide(driver: Driver, build: () => Promise<void>): void {
  describe("the guide to Neo4j", () => {
    beforeAll(build);

    it("has statements on both pages", () => {
      for (const page of pages) expect(blocks.some((block) => block.page === page)).toBe(true);
    });

    it.each(blocks)("$page is answered: $statement", async ({ statement }) => {
      const { records } = await driver.executeQuery(statement);
      expect(records.length).toBeGreaterThan(0);
    });

    it("finds an edge's sentences, best first", async () => {
      const { statement } = blocks.find((block) => block.statement.includes("e.score, e.sentence\n"))!;
      const { records } = await driver.executeQuery(statement);
      expect(records.map((record) => record.get("paper.id"))).toEqual([
        "PMID:90000070",
        "PMID:1",
        "PMID:2",
        "PMID:3",
        "PMID:12",
      ]);
    });

    it.each(pages)("%s links to files and pictures that are there, none of them large", (page) => {
      const text = readFileSync(join(docs, page), "utf8");
      const links = [...text.matchAll(/\]\(([^):#]+)[^)]*\)/gu)].map((match) => join(docs, match[1] ?? ""));
      expect(links.filter((link) => !existsSync(link))).toEqual([]);
      const pictures = links.filter((link) => link.endsWith(".png"));
      expect(pictures.filter((picture) => statSync(picture).size >= mostBytes)).toEqual([]);
    });
  });
}
