import type { Category } from "../../domain/concept.js";
import type { ConceptSuggestion, SuggestionRequest } from "../../domain/concept-reader.js";
import type { ConceptRecord } from "../../domain/graph-reader.js";
import { normalName } from "../name-match.js";
import { conceptRecord } from "../records.js";
import {
  checkSuggestions,
  filledUp,
  searchedInstead,
  searchInstead,
  suggestionsOf,
} from "../suggestion-ranking.js";
import type { Connection } from "./connection.js";
import { storedConcept } from "./load-concepts.js";
import { lastCharacter, searchConcepts } from "./search-concepts.js";

export function suggestConcepts(
  connection: Connection,
  request: SuggestionRequest,
): readonly ConceptSuggestion[] {
  checkSuggestions(request);
  if (normalName(request.prefix) === "") return [];
  const suggestions = suggestionsOf(request, beginning(connection, request));
  if (suggestions.length > 0) return suggestions;
  const found = searchConcepts(connection, searchInstead(request), searchedInstead);
  return filledUp(request, suggestions, found);
}

/** So many names are read one by one; more are met soon by who walks through the concepts that most documents mention. */
const fewNames = 2000;

/** The concepts with a name that begins so that most documents mention, of each category as many as are asked for. */
function beginning(
  connection: Connection,
  { prefix, categories = [], first }: SuggestionRequest,
): readonly ConceptRecord[] {
  const ranges = rangesOf(connection, normalName(prefix));
  if (ranges.length === 0) return [];
  const bounds = ranges.flat();
  const counted = connection.get(
    `SELECT count(*) AS n FROM (SELECT 1 FROM concept_name WHERE ${within(ranges)} LIMIT ?)`,
    ...bounds,
    fewNames,
  );
  const found =
    Number(counted?.n) < fewNames
      ? `number IN (SELECT concept FROM concept_name WHERE ${within(ranges)})`
      : `EXISTS (SELECT 1 FROM concept_name WHERE concept = listed.number AND (${within(ranges)}))`;
  const branches: readonly (Category | undefined)[] = categories.length === 0 ? [undefined] : categories;
  return branches.flatMap((category) => {
    const ofCategory = category === undefined ? [] : [category];
    const rows = connection.all(
      `SELECT variants, triples FROM concept AS listed
       WHERE ${found} ${category === undefined ? "" : "AND category = ?"} ORDER BY documents DESC, id LIMIT ?`,
      ...bounds,
      ...ofCategory,
      first,
    );
    return rows.map((row) => conceptRecord(storedConcept(row)));
  });
}

type Range = readonly [from: string, to: string];

function within(ranges: readonly Range[]): string {
  return ranges.map(() => "name >= ? AND name < ?").join(" OR ");
}

/** Where the names that begin so stand among all names. Ids stand among them too, those of one terminology side by side: they are left out. */
function rangesOf(connection: Connection, beginning: string): readonly Range[] {
  const blocks = connection.all(idPrefixes).map(({ prefix }) => String(prefix).toLowerCase());
  if (blocks.some((block) => beginning.startsWith(block))) return [];
  const ranges: Range[] = [];
  let from = beginning;
  for (const block of blocks.filter((block) => block.startsWith(beginning)).sort()) {
    ranges.push([from, block]);
    from = block + lastCharacter;
  }
  return [...ranges, [from, beginning + lastCharacter]];
}

/** Every `PREFIX:` that ids begin with, by a leap over the index from one to the next. */
const idPrefixes = `
  WITH RECURSIVE found (prefix) AS (
    SELECT (SELECT substr(id, 1, instr(id, ':')) FROM concept ORDER BY id LIMIT 1)
    UNION ALL
    SELECT (SELECT substr(id, 1, instr(id, ':')) FROM concept
            WHERE id > found.prefix || char(0x10FFFF) ORDER BY id LIMIT 1)
    FROM found WHERE found.prefix IS NOT NULL
  ) SELECT prefix FROM found WHERE prefix IS NOT NULL`;
