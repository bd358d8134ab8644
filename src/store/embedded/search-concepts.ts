import type { ConceptFilter, ConceptRecord, Page, PageRequest } from "../../domain/graph-reader.js";
import { checkPage, decodeCursor, pageOf } from "../cursor.js";
import { normalName, wordsOf } from "../name-match.js";
import { conceptRecord } from "../records.js";
import { countCandidates, rankCandidates } from "../search-ranking.js";
import type { Connection, Row } from "./connection.js";
import { storedConcept } from "./load-concepts.js";
import { trigramMatch } from "./trigram-match.js";

/** Candidates of each kind that are ranked; more exist only for texts of a letter or two. */
const mostCandidates = 300;
export const lastCharacter = "\u{10FFFF}";

export function searchConcepts(
  connection: Connection,
  filter: ConceptFilter,
  page: PageRequest,
): Page<ConceptRecord> {
  const text = normalName(filter.text ?? "");
  if (text === "") return listConcepts(connection, filter, page);
  return rankCandidates(text, candidates(connection, text, filter), page);
}

export function countConcepts(connection: Connection, filter: ConceptFilter): number {
  const text = normalName(filter.text ?? "");
  if (text !== "") return countCandidates(text, candidates(connection, text, filter));
  const counted = connection.get(
    `SELECT count(*) AS n FROM concept ${filter.category === undefined ? "" : "WHERE category = ?"}`,
    ...(filter.category === undefined ? [] : [filter.category]),
  );
  return Number(counted?.n);
}

function candidates(connection: Connection, text: string, filter: ConceptFilter): readonly ConceptRecord[] {
  const rows = [
    ...formerly(connection, filter),
    ...beginning(connection, text, filter),
    ...similar(connection, text, filter, "narrow"),
  ];
  const found = rows.map(recordOf);
  if (countCandidates(text, found) > 0) return found;
  return similar(connection, text, filter, "wide").map(recordOf);
}

function recordOf(row: Row): ConceptRecord {
  return conceptRecord(storedConcept(row));
}

function listConcepts(connection: Connection, filter: ConceptFilter, page: PageRequest): Page<ConceptRecord> {
  const first = checkPage(page);
  const order = "documents";
  const [documents, id] =
    page.after === undefined
      ? [Number.MAX_SAFE_INTEGER, ""]
      : (decodeCursor(page.after, order, 2) as [number, string]);
  const rows = connection.all(
    `SELECT variants, triples FROM concept
     WHERE ${filter.category === undefined ? "" : "category = ? AND"} documents <= ? AND (documents < ? OR id > ?)
     ORDER BY documents DESC, id LIMIT ?`,
    ...(filter.category === undefined ? [] : [filter.category]),
    documents,
    documents,
    id,
    first + 1,
  );
  return pageOf(rows.map(recordOf), first, (record) => ({ order, values: [record.documents, record.id] }));
}

/** The text, and its letters and its digits parted by nothing, a hyphen or a space: “il6”, “il-6”, “il 6”. */
function partings(text: string): readonly string[] {
  const parts = text.match(/\p{L}+|\p{N}+/gu) ?? [];
  return [...new Set([text, ...(parts.length > 1 ? ["", "-", " "].map((mark) => parts.join(mark)) : [])])];
}

/** Concepts with a name that begins with the text, most documents first. */
function beginning(connection: Connection, text: string, filter: ConceptFilter): readonly Row[] {
  const texts = partings(text);
  return connection.all(
    `SELECT variants, triples FROM concept
     WHERE number IN (SELECT concept FROM concept_name WHERE ${texts.map(() => "name >= ? AND name < ?").join(" OR ")})
       AND (? IS NULL OR category = ?)
     ORDER BY documents DESC, id LIMIT ?`,
    ...texts.flatMap((one) => [one, one + lastCharacter]),
    filter.category ?? null,
    filter.category ?? null,
    mostCandidates,
  );
}

/** Concepts that took the place of the text, should it be an id. */
function formerly(connection: Connection, filter: ConceptFilter): readonly Row[] {
  const text = (filter.text ?? "").trim();
  return connection.all(
    `SELECT variants, triples FROM concept
     WHERE id IN (SELECT concept FROM former_id WHERE former_id.id IN (?, ?)) AND (? IS NULL OR category = ?)`,
    text,
    text.toUpperCase(),
    filter.category ?? null,
    filter.category ?? null,
  );
}

/** So many concepts are looked at of those that hold what is left of the words: the first that came into the graph, which most papers are about. */
const mostLookedAt = 20_000;

/**
 * Concepts with words like those of the text, most documents first. Of all that match only what they are sorted by is read. Ranked by FTS5's
 * `bm25`, which reads every posting of every trigram twice, and with their names to sort, a misspelt name took 93 ms of the processor among
 * 342,000 concepts, 208 ms at the 95th percentile, instead of 12 and 43; and long lists of names, as drugs have, lost against short ones.
 */
function similar(
  connection: Connection,
  text: string,
  filter: ConceptFilter,
  how: "narrow" | "wide",
): readonly Row[] {
  const match = trigramMatch(wordsOf(text), how);
  if (match === undefined) return [];
  return connection.all(
    `SELECT variants, triples FROM concept WHERE number IN (
       SELECT number FROM concept
       WHERE number IN (SELECT rowid FROM concept_trigram WHERE concept_trigram MATCH ? LIMIT ?)
         AND (? IS NULL OR category = ?)
       ORDER BY documents DESC, id LIMIT ?)`,
    match,
    mostLookedAt,
    filter.category ?? null,
    filter.category ?? null,
    mostCandidates,
  );
}
