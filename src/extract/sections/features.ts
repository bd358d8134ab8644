/** What the classifier of sentence roles sees of a sentence, as `training/sections/features.py` has it. */

/** Of the text in small letters; every number is `0`. */
const word = /[a-z]+|[0-9]+(?:[.,][0-9]+)*|[%=<>±?()]/g;
const [zero, nine] = [48, 57];

export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(word) ?? [];
  return words.map((one) => (one.charCodeAt(0) >= zero && one.charCodeAt(0) <= nine ? "0" : one));
}

/** Tenth of the abstract, its length, and the first and last three places; in capitals, so that none is taken for a word. */
export function placeFeatures(index: number, count: number): readonly string[] {
  return [
    `TENTH${Math.floor((10 * index) / count)}`,
    `LENGTH${count < 6 ? "SHORT" : count > 12 ? "LONG" : "MIDDLE"}`,
    ...(index < 3 ? [`FIRST${index}`] : []),
    ...(count - index <= 3 ? [`LAST${count - 1 - index}`] : []),
  ];
}
