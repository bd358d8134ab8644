import type { Evidence } from "../../domain/evidence.js";
import type { EvidenceFilter, Page, PageRequest } from "../../domain/graph-store.js";
import type { TripleKey } from "../../domain/triple.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { rankOf, rankRange } from "../records.js";
import { type GraphDatabase, wholeNumber } from "./graph-database.js";
import { evidenceOf, type Properties } from "./properties.js";
import { statement } from "./statements.js";

const order = "evidence";

/** A page for each key, empty where there is no such triple. */
export async function readEvidence(
  database: GraphDatabase,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
  page: PageRequest,
): Promise<ReadonlyMap<TripleKey, Page<Evidence>>> {
  const first = checkPage(page);
  const { from, to } = rankRange(filter.polarity);
  const cursorRank = page.after === undefined ? from : String(decodeCursor(page.after, order, 1)[0]);
  const [, after] = [from, cursorRank].sort();
  const parameters = { keys, after, before: to, limit: wholeNumber(first + 1) };
  const rows = await database.read((transaction) => transaction.run(statement("list-evidence"), parameters));
  const found = new Map(rows.map(({ key, evidence }) => [key, (evidence as Properties[]).map(evidenceOf)]));
  const cursor = (evidence: Evidence) => ({ order, values: [rankOf(evidence)] });
  return new Map(keys.map((key) => [key, pageOf(found.get(key) ?? [], first, cursor)]));
}
