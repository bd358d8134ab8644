import type { Curie } from "../../domain/curie.js";
import type {
  ConceptRecord,
  PageRequest,
  TripleCompany,
  TripleFacets,
  TripleFilter,
  TripleOrder,
  TriplePage,
  TripleRecord,
} from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { conceptRecord, sortValue, tripleRecord } from "../records.js";
import { type AlikeTriples, facetsOf } from "../triple-facets.js";
import { type GraphDatabase, type Parameters, type Row, wholeNumber } from "./graph-database.js";
import { conceptNames, predicateByType, storedConcept, storedTriple, tripleNames } from "./properties.js";
import { evidenceAsked } from "./read-evidence.js";
import { named, sectionsOf, statement, valuesOf } from "./statements.js";
import { askTriples, listTriples } from "./triple-access.js";

export const sortValues: Readonly<Record<TripleOrder, string>> = {
  belief: "r.belief",
  documents: "r.documents",
  lastYear: "coalesce(r.lastYear, 0)",
  contested: "CASE WHEN r.affirmed < r.denied THEN r.affirmed ELSE r.denied END",
};

const lists = {
  ofConcept: "list-triples-of-concept",
  contested: "list-contested-triples",
  whole: "list-triples",
} as const;

export async function readTriples(
  database: GraphDatabase,
  filter: TripleFilter,
  page: PageRequest,
  along: TripleCompany = {},
): Promise<TriplePage> {
  const first = checkPage(page);
  const order = filter.order ?? "belief";
  const [value, key] =
    page.after === undefined ? [Number.MAX_SAFE_INTEGER, ""] : decodeCursor(page.after, order, 2);
  const company = companyAsked(along);
  const words = { SORT_VALUE: sortValues[order], TRIPLE_VALUES: valuesOf("r", tripleNames) };
  const wrap = (entrance: string) =>
    statement("triple-page", {
      ...words,
      TRIPLE_ENTRANCE: entrance,
      TRIPLE_COMPANY: company.columns.join("\n"),
    });
  // Belief alone has an index to be read in its order.
  const entrances = { ...lists, perType: order === "belief", wrap };
  const further = { value, key, limit: wholeNumber(first + 1), ...company.parameters };
  const rows = await listTriples(database, filter, entrances, words, further);
  const found = rows
    .map(foundTriple)
    .sort(
      ({ record: a }, { record: b }) => sortValue(b, order) - sortValue(a, order) || (a.key < b.key ? -1 : 1),
    );
  const records = found.map(({ record }) => record);
  const cursor = (record: TripleRecord) => ({ order, values: [sortValue(record, order), record.key] });
  return { ...pageOf(records, first, cursor), ...company.read(found.slice(0, first)) };
}

interface CompanyAsked {
  /** What a `triple-page` gives besides the triples. */
  readonly columns: readonly string[];
  readonly parameters: Parameters;
  readonly read: (found: readonly FoundTriple[]) => Pick<TriplePage, "ends" | "evidence">;
}

const endWords = {
  SUBJECT_VALUES: valuesOf("s", conceptNames),
  OBJECT_VALUES: valuesOf("o", conceptNames),
};

function companyAsked({ ends, evidence: pages }: TripleCompany): CompanyAsked {
  const evidence = pages && evidenceAsked(pages.filter, pages.page);
  const columns = [...(ends ? ["ends"] : []), ...(evidence ? ["evidence"] : [])];
  return {
    columns: sectionsOf("triple-company", columns, { ...endWords, ...evidence?.words }),
    parameters: evidence?.parameters ?? {},
    read: (found) => ({
      ends: new Map(ends ? found.flatMap(({ row }) => endsOf(row)) : []),
      evidence: new Map(
        evidence && found.map(({ record, row }) => [record.key, evidence.page(row.evidence as unknown[][])]),
      ),
    }),
  };
}

interface FoundTriple {
  readonly record: TripleRecord;
  readonly row: Row;
}

function foundTriple(row: Row): FoundTriple {
  const triple = named(tripleNames, row.triple as unknown[]);
  return { record: tripleRecord(storedTriple({ ...row, triple })), row };
}

function endsOf({ from, to }: Row): readonly (readonly [Curie, ConceptRecord])[] {
  return [from, to].map((values) => {
    const concept = conceptRecord(storedConcept(named(conceptNames, values as unknown[])));
    return [concept.id, concept];
  });
}

const counts = { ofConcept: "count-triples-of-concept", contested: "count-contested-triples" } as const;

export async function countTriples(database: GraphDatabase, filter: TripleFilter): Promise<number> {
  const { predicates: _, order: __, ...narrowing } = filter;
  // Without conditions the server knows the number of each type beforehand.
  const all = Object.values(narrowing).every(isEmpty);
  const whole = { whole: all ? "count-triples" : "count-triples-filtered", perType: all };
  const rows = await database.read((transaction) => askTriples(transaction, filter, { ...counts, ...whole }));
  return rows.reduce((sum, { triples }) => sum + (triples as number), 0);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

const breakdowns = {
  ofConcept: "break-down-triples-of-concept",
  contested: "break-down-contested-triples",
  whole: "break-down-triples",
  perType: false,
} as const;

export async function readTripleFacets(database: GraphDatabase, filter: TripleFilter): Promise<TripleFacets> {
  const rows = await database.read((transaction) => askTriples(transaction, filter, breakdowns));
  return facetsOf(
    rows.map(
      (row) => ({ ...row, predicate: predicateByType.get(row.type as string) }) as unknown as AlikeTriples,
    ),
  );
}
