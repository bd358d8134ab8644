import type { RelationExplanation } from "../domain/explanation.js";
import type { TokenPlaces } from "../domain/words.js";

/** Words shown of one relation at most. In an abstract they hold nearly all of the attention. */
const mostWords = 50;

/**
 * Where the relation head looked for a pair: its attention summed over each word's tokens, of which the words that hold
 * most are kept. Attention says where the evidence was gathered, which need not be what decided (Jain & Wallace 2019).
 *
 * @param words the first token of each word, then the count of tokens: int32 [words + 1]
 * @param attention weights of the tokens from `firstToken` on, together 1
 */
export function explainRelation(
  text: string,
  tokens: TokenPlaces,
  words: Int32Array,
  attention: { readonly firstToken: number; readonly weights: Float32Array },
): RelationExplanation {
  const { firstToken, weights } = attention;
  const weighed: { word: number; weight: number }[] = [];
  for (let word = 0; word + 1 < words.length; word += 1) {
    let weight = 0;
    for (let token = words[word]!; token < words[word + 1]!; token += 1)
      weight += weights[token - firstToken] ?? 0;
    if (weight > 0) weighed.push({ word, weight });
  }
  const kept = weighed
    .sort((a, b) => b.weight - a.weight || a.word - b.word)
    .slice(0, mostWords)
    .sort((a, b) => a.word - b.word)
    .map(({ word, weight }) => {
      const [start, end] = [tokens.starts[words[word]!]!, tokens.ends[words[word + 1]! - 1]!];
      return { start, end, text: text.slice(start, end), weight };
    });
  return {
    share: Math.min(
      1,
      kept.reduce((sum, { weight }) => sum + weight, 0),
    ),
    words: kept,
  };
}
