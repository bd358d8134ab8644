import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphReader } from "../../src/domain/graph-reader.js";
import { Connection, type Row, type Value } from "../../src/store/embedded/connection.js";
import { readsOf } from "../../src/store/embedded/reads.js";
import { openStore } from "../../src/store/open-store.js";
import { claim, concepts, paper } from "./world.js";

/** Keeps the text of every statement that is asked. */
class Listening extends Connection {
  readonly asked = new Set<string>();

  override all(sql: string, ...values: readonly Value[]): readonly Row[] {
    this.asked.add(sql);
    return super.all(sql, ...values);
  }
}

const folder = mkdtempSync(join(tmpdir(), "litweave-plans-"));
let connection: Listening;
beforeAll(async () => {
  const store = await openStore(folder);
  await store.write([paper({ id: "PMID:1", year: 2020, claims: [claim] })]);
  await store.close();
  connection = new Listening(join(folder, "graph.db"), true);
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

const ids = [concepts.metformin.id, concepts.diabetes.id];
const page = { first: 5 };
const questions: readonly (readonly [string, (reader: GraphReader) => Promise<unknown>])[] = [
  ["suggestions", (reader) => reader.suggestConcepts({ prefix: "m", first: 1 })],
  [
    "suggestions of a category",
    (reader) => reader.suggestConcepts({ prefix: "m", categories: ["Gene"], first: 1 }),
  ],
  ["children", (reader) => reader.children(ids, page)],
  ["numbers of children", (reader) => reader.childCounts(ids)],
  ["triples around concepts", (reader) => reader.triplesAround(ids, {}, 5)],
  ["triples between concepts", (reader) => reader.triplesBetween([{ these: ids, those: ids }], {}, 5)],
  ["numbers of triples", (reader) => reader.tripleCounts(ids)],
  ["documents", (reader) => reader.listDocuments({ fromYear: 2000 }, page)],
  ["documents that mention concepts", (reader) => reader.listDocuments({ mentioning: ids }, page)],
  ["documents of concepts", (reader) => reader.documentsMentioning(ids, page)],
  ["documents by year", (reader) => reader.documentsByYear(ids)],
  ["evidence of documents", (reader) => reader.evidenceOfDocuments(["PMID:1"], page)],
];

describe("the plans of the embedded store's statements", () => {
  it.each(questions)("read no whole table for %s", async (_what, ask) => {
    connection.asked.clear();
    await ask(readsOf(connection));
    expect(connection.asked.size).toBeGreaterThan(0);
    for (const sql of [...connection.asked]) {
      const plan = connection.all(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => String(detail));
      // An index that is walked in order stops at the end of the page.
      const whole = plan.filter(
        (line) => /^SCAN (?!json_each|\(|found|CONSTANT)/u.test(line) && !line.includes("USING"),
      );
      expect(whole, sql).toEqual([]);
    }
  });

  it("would be seen to read one", () => {
    const [line] = connection.all("EXPLAIN QUERY PLAN SELECT * FROM document WHERE mention_count = 1");
    expect(String(line?.detail)).toMatch(/^SCAN document/u);
  });
});
