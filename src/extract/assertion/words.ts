import type { Span } from "../../domain/span.js";

/** A run of letters, a run of digits or any other character that is no space. */
export interface Word extends Span {
  /** In lower case; a number is `0`. */
  readonly text: string;
}

/** ASCII, Latin and Greek: listed, so that they are the same in every version of Unicode. */
const word = /([A-Za-z\u00c0-\u024f\u0370-\u03ff]+)|([0-9]+)|[^\s0-9A-Za-z\u00c0-\u024f\u0370-\u03ff]/gu;

/** The words of a sentence, in order; the twin of `training/assertion/words.py`. */
export function wordsOf(sentence: string): readonly Word[] {
  const words: Word[] = [];
  word.lastIndex = 0;
  for (let match = word.exec(sentence); match !== null; match = word.exec(sentence)) {
    const text = match[2] === undefined ? match[0].toLowerCase() : "0";
    words.push({ start: match.index, end: word.lastIndex, text });
  }
  return words;
}
