import type { Word } from "./words.js";

/** A sentence's words with what is asked of them for every phrase that may be a cue. */
export interface PreparedWords {
  readonly words: readonly Word[];
  /** The word at a place, or `<` and `>` beyond the sentence. */
  at(place: number): string;
  /** The words of a range, half-open, by single spaces. */
  textOf(start: number, end: number): string;
  /** The place of the first such word, or infinity. */
  firstOf(text: string): number;
  /** Places of the first and the last word that raises doubt by itself, and of the last “or”; infinity and −1 for none. */
  readonly firstDoubt: number;
  readonly lastDoubt: number;
  readonly lastOr: number;
  /** How many more brackets were opened than closed among the first n words; length: words + 1. */
  readonly brackets: Int32Array;
}

/** A sentence that holds one of these speculates already. */
const doubt = new Set(
  (
    "may might suggest suggesting suggests suggested likely possible possibly whether appears appear seems putative could " +
    "probably hypothesis hypothesized thought propose potentially presumably unclear unknown perhaps believed"
  ).split(" "),
);

export function prepareWords(words: readonly Word[]): PreparedWords {
  const brackets = new Int32Array(words.length + 1);
  const first = new Map<string, number>();
  let firstDoubt = Infinity;
  let lastDoubt = -1;
  let lastOr = -1;
  words.forEach(({ text }, place) => {
    brackets[place + 1] = brackets[place]! + (text === "(" ? 1 : text === ")" ? -1 : 0);
    if (!first.has(text)) first.set(text, place);
    if (text === "or") lastOr = place;
    if (!doubt.has(text)) return;
    firstDoubt = Math.min(firstDoubt, place);
    lastDoubt = place;
  });
  return {
    words,
    at: (place) => (place < 0 ? "<" : (words[place]?.text ?? ">")),
    textOf: (start, end) => {
      let text = words[start]!.text;
      for (let place = start + 1; place < end; place += 1) text += ` ${words[place]!.text}`;
      return text;
    },
    firstOf: (text) => first.get(text) ?? Infinity,
    firstDoubt,
    lastDoubt,
    lastOr,
    brackets,
  };
}
