/** What the classifier of sentence roles sees of a sentence, as `training/sections/features.py` has it. */

/** Of the text in small letters; every number is `0`. */
const word = /[a-z]+|[0-9]+(?:[.,][0-9]+)*|[%=<>±?()]/gu;

/** Words and pairs of neighbouring words, each once. */
export function wordFeatures(text: string): ReadonlySet<string> {
  const words = (text.toLowerCase().match(word) ?? []).map((one) => (/^[0-9]/.test(one) ? "0" : one));
  const features = new Set(words);
  for (let i = 1; i < words.length; i += 1) features.add(`${words[i - 1]} ${words[i]}`);
  return features;
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
