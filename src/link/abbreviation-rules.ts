import { type Candidate, place } from "./abbreviation-places.js";

/**
 * One way in which the letters of a short form lie in its long form. Between the words that hold a letter, and after
 * the last, at most `skip` words in a row hold none.
 *
 * `inside` says which letters that do not begin a word or a part of one are taken: none; those right after another
 * ("prolactin", PRL has two so); those in a part whose beginning is taken too ("electroencephalogram", EEG); all.
 */
export interface Rule {
  readonly name: string;
  readonly from: "words" | "parts";
  readonly inside: "none" | "adjacent" | "begun" | "free";
  readonly skip: number;
  /** Whether only words such as "of" and "the" may be passed over. */
  readonly skipEmptyOnly: boolean;
}

/** Words passed over in a row: none, one or two empty ones, one of any kind, any number. */
const skips = { "": 0, e: 1, ee: 2, w: 1, any: Number.POSITIVE_INFINITY } as const;

function rule(name: string, from: Rule["from"], inside: Rule["inside"], skip: keyof typeof skips): Rule {
  return { name, from, inside, skip: skips[skip], skipEmptyOnly: skip === "e" || skip === "ee" };
}

/**
 * The strategies of Sohn, Comeau, Kim and Wilbur 2008, "Abbreviation definition identification based on automatic
 * precision estimates" (Ab3P), but for those that need a list of words; the last is the algorithm of
 * Schwartz and Hearst 2003. In what order they are tried, and whether, is
 * for each kind of short form a matter of their measured precision: `abbreviation-precision.ts`.
 */
export const rules = [
  rule("initials", "words", "none", ""),
  rule("initials-empty", "words", "none", "e"),
  rule("parts", "parts", "none", ""),
  rule("parts-empty", "parts", "none", "e"),
  rule("parts-empty-2", "parts", "none", "ee"),
  rule("parts-word", "parts", "none", "w"),
  rule("adjacent", "parts", "adjacent", ""),
  rule("adjacent-word", "parts", "adjacent", "w"),
  rule("begun", "parts", "begun", ""),
  rule("begun-empty", "parts", "begun", "e"),
  rule("begun-word", "parts", "begun", "w"),
  rule("free", "parts", "free", ""),
  rule("free-empty", "parts", "free", "e"),
  rule("free-word", "parts", "free", "w"),
  rule("any", "parts", "free", "any"),
] as const satisfies readonly Rule[];

export type RuleName = (typeof rules)[number]["name"];

/** Whether the words `from` to `to` (excluded) may hold no letter. */
function mayPass(candidate: Candidate, from: number, to: number, { skip, skipEmptyOnly }: Rule): boolean {
  if (to - from > skip) return false;
  if (skipEmptyOnly) {
    for (let word = from; word < to; word += 1) if (!candidate.words[word]!.empty) return false;
  }
  return true;
}

/**
 * Lays the letters from the last to the first, each as far right as it goes. The first must begin a word or a part of
 * one; the long form then begins with that word, or behind its slash.
 *
 * @param letters small letters and digits of the short form
 * @returns where the long form begins in the candidate, at whose end it ends, or −1
 */
export function startBy(rule: Rule, letters: string, candidate: Candidate): number {
  const { text, places, also, wordAt, words } = candidate;
  const least = rule.from === "words" ? place.word : place.part;
  const width = text.length + 1;
  // States that led nowhere: a letter, and where the one after it stands.
  const dead = new Uint8Array(letters.length * width);

  function lay(index: number, next: number): number {
    const state = index * width + next;
    if (dead[state]) return -1;
    const last = next === text.length;
    const nextInside = !last && places[next] === place.inside;
    const nextWord = last ? words.length : wordAt[next]!;
    const char = letters[index]!;
    for (let at = next - 1; at >= 0; at -= 1) {
      const here = places[at]!;
      if (nextInside && rule.inside === "adjacent" && at < next - 1) break;
      if (nextInside && rule.inside === "begun" && places[at + 1]! !== place.inside) break;
      if (here === place.none) continue;
      const word = wordAt[at]!;
      if (nextWord - word - 1 > rule.skip) break;
      if (text[at] !== char && also[at] !== char) continue;
      if (here === place.inside ? rule.inside === "none" || index === 0 : here < least) continue;
      if (word < nextWord - 1 && !mayPass(candidate, word + 1, nextWord, rule)) break;
      if (index === 0) return text[at - 1] === "/" ? at : words[word]!.start;
      const start = lay(index - 1, at);
      if (start >= 0) return start;
    }
    dead[state] = 1;
    return -1;
  }

  return lay(letters.length - 1, text.length);
}
