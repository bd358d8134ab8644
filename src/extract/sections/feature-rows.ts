import { wordsOf } from "./features.js";

/** Rows of the words and pairs of neighbouring words that a text holds, each once. */
type RowsOf = (text: string) => readonly number[];

/**
 * Finds features in a text without building a string for every pair of words: words have numbers, pairs are looked up by two.
 *
 * @param features words, and pairs of words parted by a space, in the order of their rows
 */
export function featureRows(features: readonly string[]): RowsOf {
  const parts = features.map((feature) => feature.split(" "));
  const numbers = new Map<string, number>();
  for (const word of parts.flat()) if (!numbers.has(word)) numbers.set(word, numbers.size);
  const rowOfWord = new Map<number, number>();
  const rowOfPair = new Map<number, number>();
  parts.forEach(([first, second], row) => {
    const number = numbers.get(first!)!;
    if (second === undefined) rowOfWord.set(number, row);
    else rowOfPair.set(number * numbers.size + numbers.get(second)!, row);
  });
  /** The text in which a row was last found. */
  const lastIn = new Int32Array(features.length);
  let texts = 0;
  return (text) => {
    texts += 1;
    const rows: number[] = [];
    const add = (row: number | undefined) => {
      if (row === undefined || lastIn[row] === texts) return;
      lastIn[row] = texts;
      rows.push(row);
    };
    let before: number | undefined;
    for (const word of wordsOf(text)) {
      const number = numbers.get(word);
      if (number !== undefined) add(rowOfWord.get(number));
      if (number !== undefined && before !== undefined) add(rowOfPair.get(before * numbers.size + number));
      before = number;
    }
    return rows;
  };
}
