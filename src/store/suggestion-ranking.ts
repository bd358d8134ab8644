import type { ConceptSuggestion, SuggestionRequest } from "../domain/concept-reader.js";
import { LitweaveError } from "../domain/errors.js";
import type { ConceptFilter, ConceptRecord, Page } from "../domain/graph-reader.js";
import { nameBeginning, nameNearest, normalName } from "./name-match.js";

const mostSuggestions = 100;

/** @throws LitweaveError `BAD_INPUT` unless 1 to 100 suggestions are asked for */
export function checkSuggestions({ first }: SuggestionRequest): number {
  if (Number.isInteger(first) && first >= 1 && first <= mostSuggestions) return first;
  throw new LitweaveError("BAD_INPUT", `${first} suggestions cannot be had`, {
    hint: `ask for 1 to ${mostSuggestions}`,
  });
}

/** Those with a name that begins so, most documents first. What a store offers may hold others, in any order. */
export function suggestionsOf(
  { prefix, first }: SuggestionRequest,
  offered: readonly ConceptRecord[],
): readonly ConceptSuggestion[] {
  const query = normalName(prefix);
  return offered
    .flatMap((concept) => {
      const matchedName = nameBeginning(query, concept);
      return matchedName === undefined ? [] : [{ concept, matchedName }];
    })
    .sort(
      ({ concept: a }, { concept: b }) =>
        b.documents - a.documents || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )
    .slice(0, first);
}

/** The search that is made where no name begins so. */
export function searchInstead({ prefix, categories = [] }: SuggestionRequest): ConceptFilter {
  const [category, ...others] = categories;
  return { text: prefix, ...(category && others.length === 0 && { category }) };
}

/** As many of a search are looked at, since suggestions and other categories are among them. */
export const searchedInstead = { first: 300 };

export function filledUp(
  { prefix, categories = [], first }: SuggestionRequest,
  suggestions: readonly ConceptSuggestion[],
  found: Page<ConceptRecord>,
): readonly ConceptSuggestion[] {
  const query = normalName(prefix);
  const there = new Set(suggestions.map(({ concept }) => concept.id));
  const further = found.items
    .map(({ node }) => node)
    .filter(
      ({ id, category }) => !there.has(id) && (categories.length === 0 || categories.includes(category)),
    )
    .slice(0, first - suggestions.length)
    .map((concept) => ({ concept, matchedName: nameNearest(query, concept) }));
  return [...suggestions, ...further];
}
