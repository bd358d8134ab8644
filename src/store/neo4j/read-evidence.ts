import type { EvidenceRecord } from "../../domain/evidence.js";
import type { EvidenceFilter, Page, PageRequest, TripleRecord } from "../../domain/graph-reader.js";
import type { TripleKey } from "../../domain/triple.js";
import { aggregateAsOf, dayAskedFor, type EvidenceSum } from "../as-of.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { rankOf, rankRange, tripleRecord } from "../records.js";
import { evidenceRecord } from "../standing.js";
import { type GraphDatabase, type Parameters, wholeNumber } from "./graph-database.js";
import { loadTriples } from "./load-graph.js";
import { evidenceNames, placedOf } from "./properties.js";
import { conditionsOf, evidenceLabels, named, statement, valuesOf } from "./statements.js";

const order = "evidence";

/** Filters that have a condition of their name in `evidence-filter.cypher`. */
const fields = ["asOf", "certainty", "minScore", "minNovelty", "section"] as const;

/** Left to itself the server reads all evidence of a triple by another index, and sorts, as long as the graph is small. */
const inOrder = "USING INDEX e:Evidence(triple, rank)";

function wordsOf(filter: EvidenceFilter): Readonly<Record<string, string>> {
  const given = fields.filter((field) => filter[field] !== undefined);
  return {
    EVIDENCE_LABEL: evidenceLabels[filter.retracted ? "retracted" : "live"],
    EVIDENCE_INDEX: filter.retracted ? "" : inOrder,
    EVIDENCE_FILTER: conditionsOf("evidence-filter", ["ranks", ...given]),
  };
}

/** The parameter of evidence-filter. @param rank where the page before ended */
function conditionsIn(filter: EvidenceFilter, rank = ""): Parameters {
  const { polarity, retracted: _, asOf, ...further } = filter;
  const { from, to } = rankRange(polarity);
  const day = dayAskedFor(asOf);
  const after = rank > from ? rank : from;
  return { after, before: to, ...(day && { day }), ...further };
}

/** A page of the evidence of each triple as a statement asks for it and finds it. */
export interface EvidenceAsked {
  readonly words: Readonly<Record<string, string>>;
  readonly parameters: Parameters;
  /** The page in what the statement gave of one triple. */
  readonly page: (found: readonly (readonly unknown[])[]) => Page<EvidenceRecord>;
}

/** @throws LitweaveError `BAD_INPUT` when the page cannot be had */
export function evidenceAsked(filter: EvidenceFilter, page: PageRequest): EvidenceAsked {
  const first = checkPage(page);
  const rank = page.after === undefined ? undefined : String(decodeCursor(page.after, order, 1)[0]);
  const cursor = (evidence: EvidenceRecord) => ({ order, values: [rankOf(evidence)] });
  return {
    words: { ...wordsOf(filter), EVIDENCE_VALUES: valuesOf("e", evidenceNames) },
    parameters: { evidence: conditionsIn(filter, rank), evidenceLimit: wholeNumber(first + 1) },
    page: (found) =>
      pageOf(
        found.map((values) => evidenceRecord(placedOf(named(evidenceNames, values)))),
        first,
        cursor,
      ),
  };
}

/** A page for each key, empty where there is no such triple. */
export async function readEvidence(
  database: GraphDatabase,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
  page: PageRequest,
): Promise<ReadonlyMap<TripleKey, Page<EvidenceRecord>>> {
  const asked = evidenceAsked(filter, page);
  const parameters = { keys: [...new Set(keys)], ...asked.parameters };
  const rows = await database.run(statement("list-evidence", asked.words), parameters);
  return new Map(rows.map(({ key, evidence }) => [key as TripleKey, asked.page(evidence as unknown[][])]));
}

/** How much of the evidence of each triple a filter lets through. */
export async function countEvidence(
  database: GraphDatabase,
  keys: readonly TripleKey[],
  filter: EvidenceFilter,
): Promise<ReadonlyMap<TripleKey, number>> {
  const text = statement("count-evidence", wordsOf(filter));
  const rows = await database.run(text, { keys: [...new Set(keys)], evidence: conditionsIn(filter) });
  return new Map(rows.map(({ key, evidence }) => [key as TripleKey, evidence as number]));
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
