import type { ConceptSuggestion, SuggestionRequest } from "../../domain/concept-reader.js";
import { normalName } from "../name-match.js";
import {
  checkSuggestions,
  filledUp,
  searchedInstead,
  searchInstead,
  suggestionsOf,
} from "../suggestion-ranking.js";
import { type GraphDatabase, wholeNumber } from "./graph-database.js";
import { beginningWith, quoted } from "./lucene.js";
import { recordOf, searchConcepts } from "./search-concepts.js";
import { statement } from "./statements.js";

/** More than are shown, since the statement takes accents for other letters than the ranking does. */
const mostCandidates = 300;

export async function suggestConcepts(
  database: GraphDatabase,
  request: SuggestionRequest,
): Promise<readonly ConceptSuggestion[]> {
  checkSuggestions(request);
  const prefix = normalName(request.prefix);
  if (prefix === "") return [];
  const { categories = [] } = request;
  const parameters = {
    query: wordsBeginning(prefix),
    prefix,
    categories: categories.length === 0 ? null : categories,
    limit: wholeNumber(mostCandidates),
  };
  const rows = await database.read((transaction) =>
    transaction.run(statement("suggest-concepts"), parameters),
  );
  const suggestions = suggestionsOf(request, rows.map(recordOf));
  if (suggestions.length > 0) return suggestions;
  const found = await searchConcepts(database, searchInstead(request), searchedInstead);
  return filledUp(request, suggestions, found);
}

/**
 * Names with all the whole words of a text, and a word that begins as its last. What stands between spaces is given to the index's own
 * analyser, which tells where words end; of the last, what follows its last mark, or all of it (“1,2” is one word), may be a beginning.
 */
function wordsBeginning(prefix: string): string {
  const parts = prefix.split(" ");
  const last = parts.at(-1)!;
  const whole = parts.slice(0, -1).map((part) => `+${quoted(part)}`);
  const [, head = "", tail = ""] = /^(.*?)([\p{L}\p{N}]*)$/u.exec(last) ?? [];
  const split = [
    ...(head === "" ? [] : [`+${quoted(head)}`]),
    ...(tail === "" ? [] : [`+${beginningWith(tail)}`]),
  ];
  return [...whole, `+((${split.join(" ")}) ${beginningWith(last)})`].join(" ");
}
