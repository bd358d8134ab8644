import type { EvidenceRecord } from "../../domain/evidence.js";
import type { EvidenceFilter, Page, PageRequest, TripleRecord } from "../../domain/graph-reader.js";
import type { TripleKey } from "../../domain/triple.js";
import { aggregateAsOf, dayAskedFor, type EvidenceSum } from "../as-of.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { rankOf, rankRange, tripleRecord } from "../records.js";
import { evidenceRecord } from "../standing.js";
import { type GraphDatabase, wholeNumber } from "./graph-database.js";
import { loadTriples } from "./load-graph.js";
import { type Properties, placedOf } from "./properties.js";
import { evidenceLabels, statement } from "./statements.js";

const order = "evidence";

/** A page for each key, empty where there is no such triple. */
export async function readEvidence(
  database: GraphDatabase,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
  page: PageRequest,
): Promise<ReadonlyMap<TripleKey, Page<EvidenceRecord>>> {
  const first = checkPage(page);
  const { from, to } = rankRange(filter.polarity);
  const cursorRank = page.after === undefined ? from : String(decodeCursor(page.after, order, 1)[0]);
  const [, after] = [from, cursorRank].sort();
  const day = dayAskedFor(filter.asOf) ?? null;
  const parameters = { keys: [...new Set(keys)], after, before: to, day, limit: wholeNumber(first + 1) };
  const text = statement("list-evidence", {
    EVIDENCE_LABEL: evidenceLabels[filter.retracted ? "retracted" : "live"],
  });
  const rows = await database.read((transaction) => transaction.run(text, parameters));
  const found = new Map(
    rows.map(({ key, evidence }) => [
      key,
      (evidence as Properties[]).map((properties) => evidenceRecord(placedOf(properties))),
    ]),
  );
  const cursor = (evidence: EvidenceRecord) => ({ order, values: [rankOf(evidence)] });
  return new Map(keys.map((key) => [key, pageOf(found.get(key) ?? [], first, cursor)]));
}

/** Triples by what was published up to a day. */
export async function readTriplesAsOf(
  database: GraphDatabase,
  keys: readonly TripleKey[],
  date: string,
): Promise<ReadonlyMap<TripleKey, TripleRecord>> {
  const day = dayAskedFor(date);
  return database.read(async (transaction) => {
    const stored = await loadTriples(transaction, keys);
    const rows = await transaction.run(statement("sum-evidence-as-of"), { keys: [...stored.keys()], day });
    const records = rows.flatMap(({ key, sums, duplicates, retracted }) => {
      const found = stored.get(key as TripleKey);
      if (!found || (sums as EvidenceSum[]).length === 0) return [];
      const others = { duplicates: duplicates as number, retracted: retracted as number };
      const aggregate = aggregateAsOf(sums as EvidenceSum[], others);
      return [[found.triple.key, tripleRecord({ triple: found.triple, aggregate })] as const];
    });
    return new Map(records);
  });
}
