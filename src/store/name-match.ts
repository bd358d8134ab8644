import type { ConceptRecord } from "../domain/graph-reader.js";

/** How well a query matches a concept; smaller is better on each count, in this order. */
export interface NameMatch {
  /** 0 name or id, 1 the name begins so, 2 synonym or former id, 3 a synonym begins so, 4 all words, 5 all words but for typing errors. */
  readonly tier: number;
  /** Letters to change, over all words of the query, or 1 where only their parting is another; 0 but in the last tier. */
  readonly distance: number;
}

/** Lower case, without accents, single spaces. */
export function normalName(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/gu, " ");
}

export function wordsOf(normal: string): readonly string[] {
  return normal.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Typing errors forgiven in a word: none up to 3 letters, one up to 7, then two (as Lucene's `~2` at most). */
export function errorsForgiven(word: string): number {
  return word.length <= 3 ? 0 : word.length <= 7 ? 1 : 2;
}

/** The match of a query, given by {@link normalName}, or undefined when the concept does not match at all. */
export function matchConcept(query: string, concept: ConceptRecord): NameMatch | undefined {
  const name = normalName(concept.name);
  const synonyms = concept.synonyms.map(normalName);
  if (name === query || normalName(concept.id) === query) return { tier: 0, distance: 0 };
  if (name.startsWith(query)) return { tier: 1, distance: 0 };
  const formerly = concept.formerly?.map(normalName) ?? [];
  if (synonyms.includes(query) || formerly.includes(query)) return { tier: 2, distance: 0 };
  if (synonyms.some((synonym) => synonym.startsWith(query))) return { tier: 3, distance: 0 };
  const distance = Math.min(
    ...[name, ...synonyms].map((text) => nameDistance(wordsOf(query), wordsOf(text))),
  );
  return Number.isFinite(distance) ? { tier: distance === 0 ? 4 : 5, distance } : undefined;
}

/** Fewer letters and digits begin too many names by chance, once spaces and marks are left out. */
const shortestParted = 3;

/** By {@link wordDistance}; one error where words are parted in another way: “heartfailure”, “met formin”, “IL 6” for “IL-6”. */
function nameDistance(query: readonly string[], name: readonly string[]): number {
  const distance = wordDistance(query, name);
  if (distance <= 1) return distance;
  const letters = query.join("");
  return letters.length >= shortestParted && name.join("").startsWith(letters) ? 1 : distance;
}

/** Letters to change so that every word of the query begins a word of the name; infinite when too many. */
function wordDistance(query: readonly string[], name: readonly string[]): number {
  if (query.length === 0) return Number.POSITIVE_INFINITY;
  return query.reduce(
    (sum, word) => sum + Math.min(...name.map((other) => forgiven(word, other)), Infinity),
    0,
  );
}

function forgiven(word: string, other: string): number {
  if (other.startsWith(word)) return 0;
  const most = errorsForgiven(word);
  const distance = most === 0 ? Infinity : editDistance(word, other, most);
  return distance <= most ? distance : Infinity;
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours), or `most + 1` as soon as it is more.
 * Boytsov 2011, "Indexing methods for approximate dictionary searching", section 2.2.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replace, last[j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** The first of a concept's names that begins with a query as {@link normalName} gives it. */
export function nameBeginning(query: string, { name, synonyms }: ConceptRecord): string | undefined {
  return [name, ...synonyms].find((text) => normalName(text).startsWith(query));
}

/** The name with the fewest typing errors; the preferred one where none resembles the query, which is then an id. */
export function nameNearest(query: string, concept: ConceptRecord): string {
  const words = wordsOf(query);
  const distance = (text: string) => nameDistance(words, wordsOf(normalName(text)));
  const names = [concept.name, ...concept.synonyms].map((text) => ({ text, distance: distance(text) }));
  return names.reduce((best, other) => (other.distance < best.distance ? other : best)).text;
}
