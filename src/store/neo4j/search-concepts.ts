import type { ConceptFilter, ConceptRecord, Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { errorsForgiven, normalName, wordsOf } from "../name-match.js";
import { conceptRecord } from "../records.js";
import { countCandidates, rankCandidates } from "../search-ranking.js";
import { type GraphDatabase, type Row, wholeNumber } from "./graph-database.js";
import { type Properties, storedConcept } from "./properties.js";
import { statement } from "./statements.js";

const mostCandidates = 300;

export async function searchConcepts(
  database: GraphDatabase,
  filter: ConceptFilter,
  page: PageRequest,
): Promise<Page<ConceptRecord>> {
  const text = normalName(filter.text ?? "");
  if (text === "") return listConcepts(database, filter, page);
  return rankCandidates(text, await candidates(database, text, filter), page);
}

export async function countConcepts(database: GraphDatabase, filter: ConceptFilter): Promise<number> {
  const text = normalName(filter.text ?? "");
  if (text !== "") return countCandidates(text, await candidates(database, text, filter));
  const category = filter.category ?? null;
  const [row] = await database.run(statement("count-concepts"), { category });
  return (row?.concepts ?? 0) as number;
}

async function candidates(
  database: GraphDatabase,
  text: string,
  filter: ConceptFilter,
): Promise<readonly ConceptRecord[]> {
  const query = luceneQuery(wordsOf(text));
  const parameters = {
    query,
    ids: [filter.text?.trim(), filter.text?.trim().toUpperCase()],
    category: filter.category ?? null,
    limit: wholeNumber(mostCandidates),
  };
  const rows = await database.run(statement("search-concepts"), parameters);
  return rows.map(recordOf);
}

export function recordOf(row: Row): ConceptRecord {
  return conceptRecord(storedConcept(row.concept as Properties));
}

/**
 * Whole words first, then beginnings, then words with typing errors or parted in another way. Words are letters and digits alone, and
 * lower case, so that nothing of Lucene's syntax is in them.
 */
function luceneQuery(words: readonly string[]): string {
  const forms = words.flatMap((word) => {
    const errors = errorsForgiven(word);
    return [`${word}^8`, `${word}*^2`, ...(errors > 0 ? [`${word}~${errors}`] : [])];
  });
  const first = words.slice(0, mostParted);
  const parted = [...first.slice(1).map((word, at) => `${first[at]}${word}*`), ...first.flatMap(halves)];
  return [...forms, ...parted].join(" OR ") || "nothing_can_match";
}

/** Words that are looked for in other partings. */
const mostParted = 8;
/** So much of a long word is taken apart. */
const longestHead = 16;
/** With fewer letters a beginning is that of too many words. */
const shortestBeginning = 3;

/** A word as two, parted at every place. */
function halves(word: string): readonly string[] {
  const letters = [...word];
  return letters.slice(1, longestHead).map((_, before) => {
    const tail = letters.slice(before + 1);
    const beginning = tail.length < shortestBeginning ? "" : "*";
    return `(+${letters.slice(0, before + 1).join("")} +${tail.join("")}${beginning})`;
  });
}

async function listConcepts(
  database: GraphDatabase,
  { category }: ConceptFilter,
  page: PageRequest,
): Promise<Page<ConceptRecord>> {
  const first = checkPage(page);
  const order = "documents";
  const [documents, id] =
    page.after === undefined ? [Number.MAX_SAFE_INTEGER, ""] : decodeCursor(page.after, order, 2);
  const name = category === undefined ? "list-concepts" : "list-concepts-of-category";
  const parameters = { category: category ?? null, documents, id, limit: wholeNumber(first + 1) };
  const rows = await database.run(statement(name), parameters);
  return pageOf(rows.map(recordOf), first, (record) => ({ order, values: [record.documents, record.id] }));
}
