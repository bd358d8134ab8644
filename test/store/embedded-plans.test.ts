import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphReader } from "../../src/domain/graph-reader.js";
import { Connection, type Row, type Value } from "../../src/store/embedded/connection.js";
import { readsOf } from "../../src/store/embedded/reads.js";
import { openStore } from "../../src/store/open-store.js";
import { disagreeing } from "./disagreeing-papers.js";
import { listsOfTriples, questions } from "./questions.js";

/** Remembers what is read over it. */
class Watched extends Connection {
  readonly read = new Map<string, readonly Value[]>();

  override all(sql: string, ...values: readonly Value[]): readonly Row[] {
    this.read.set(sql, values);
    return super.all(sql, ...values);
  }
}

const folder = mkdtempSync(join(tmpdir(), "litweave-plans-"));
let connection: Watched;
let reader: GraphReader;

beforeAll(async () => {
  const store = await openStore(join(folder, "graph"));
  await store.write(disagreeing);
  await store.close();
  connection = new Watched(join(folder, "graph", "graph.db"), true);
  reader = readsOf(connection);
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

/** Steps of the plans of what `ask` reads. */
async function stepsOf(ask: (reader: GraphReader) => Promise<unknown>): Promise<readonly string[]> {
  connection.read.clear();
  await ask(reader);
  return [...connection.read].flatMap(([sql, values]) =>
    connection.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => String(detail)),
  );
}

const tables = "triple|evidence|retracted_evidence|document|concept|concept_name|mention|former_id|notice";

/** Steps through a whole table or index, and why they are borne. */
const borne: {
  readonly [Question in keyof GraphReader]?: readonly { readonly step: RegExp; readonly since: string }[];
} = {
  triples: [
    {
      step: /^SCAN triple USING INDEX triple_by_\w+$/u,
      since: "a list in its order, left at the end of the page",
    },
    { step: /^SCAN triple$/u, since: "by key, those that nobody contests, left at the end of the page" },
  ],
  searchConcepts: [
    {
      step: /^SCAN concept USING INDEX concept_by_documents$/u,
      since: "a list in its order, left at the end of the page",
    },
  ],
  countTriples: [
    {
      step: /^SCAN triple( USING COVERING INDEX \w+)?$/u,
      since: "all of the graph, narrowed by what no index holds",
    },
  ],
  tripleFacets: [{ step: /^SCAN triple$/u, since: "all of the graph, broken down" }],
  countConcepts: [
    { step: /^SCAN concept USING COVERING INDEX \w+$/u, since: "counted by the smallest index" },
  ],
  suggestConcepts: [
    {
      step: /^SCAN concept USING COVERING INDEX sqlite_autoindex_concept_1$/u,
      since: "the first id of all, left at once",
    },
  ],
  counts: [
    {
      step: /^SCAN (triple|concept|evidence) USING COVERING INDEX \w+$/u,
      since: "counted by the smallest index",
    },
  ],
};

describe("a statement of the embedded store", () => {
  it.each(Object.keys(questions) as (keyof GraphReader)[])(
    "that answers %s goes by an index",
    async (question) => {
      for (const ask of questions[question]) {
        const steps = await stepsOf(ask);
        expect(steps.length).toBeGreaterThan(0);
        const whole = steps.filter((step) => new RegExp(`^SCAN (${tables})\\b`, "u").test(step));
        const allowed = borne[question] ?? [];
        expect(whole.filter((step) => !allowed.some(({ step: pattern }) => pattern.test(step)))).toEqual([]);
      }
    },
  );

  const columns = { belief: "belief", documents: "documents", lastYear: "last_year" } as const;

  it.each(["belief", "documents", "lastYear"] as const)(
    "that lists triples by %s reads them in that order, or the few that are contested",
    async (order) => {
      const steps = (await stepsOf(listsOfTriples[order])).filter((step) =>
        /^(SCAN|SEARCH) triple\b/u.test(step),
      );
      expect(steps.length).toBeGreaterThan(10);
      const inOrder = new RegExp(
        `USING INDEX triple_by_((subject|object)_)?(${columns[order]}|contested)\\b`,
        "u",
      );
      expect(steps.filter((step) => !inOrder.test(step))).toEqual([]);
    },
  );

  it("that lists the most contested triples reads those alone", async () => {
    const steps = await stepsOf((reader) =>
      reader.triples({ stance: "contested", order: "contested" }, { first: 5 }),
    );
    expect(steps).toEqual(["SEARCH triple USING INDEX triple_by_contested (<expr>>?)"]);
  });

  it.each(["triples", "countTriples"] as const)(
    "that answers %s by novelty looks into no record",
    async (question) => {
      const filter = { minNovelty: 0.8 };
      const steps = await stepsOf((reader) =>
        question === "triples" ? reader.triples(filter, { first: 5 }) : reader.countTriples(filter),
      );
      const ofEvidence = steps.filter((step) => / evidence\b/u.test(step));
      expect(ofEvidence).toEqual([
        expect.stringMatching(
          /^SEARCH evidence USING (COVERING )?INDEX evidence_by_novelty \(triple=\? AND <expr>>\?\)$/u,
        ),
      ]);
    },
  );
});
