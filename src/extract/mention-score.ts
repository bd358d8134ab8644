import { begin, inside, scoreWord, type TagColumn } from "./best-tags.js";

/**
 * Weights of a logistic fit (Platt, 1999) that turns what the tags say of a mention into the probability that it is right,
 * type and borders; fitted on held-out documents when the model was exported.
 */
export interface Calibration {
  /** Of the log-odds of {@link meanInside}, which knows the type. */
  readonly inside: number;
  /** Of the log-odds of {@link spanProbability}, which knows the borders. */
  readonly span: number;
  readonly bias: number;
}

/**
 * Score of the mention over words [firstWord, lastWord): calibrated, or without a fit {@link meanInside}. The same rule
 * stands in the training tools, in `labels.py`.
 *
 * @param words the first token of each word, then the count of tokens
 */
export function mentionScore(
  head: TagColumn,
  words: Int32Array,
  firstWord: number,
  lastWord: number,
  calibration: Calibration | undefined,
): number {
  const within = meanInside(head, words[firstWord]!, words[lastWord]!);
  if (!calibration) return within;
  const span = spanProbability(head, words, firstWord, lastWord);
  return logistic(calibration.inside * logOdds(within) + calibration.span * logOdds(span) + calibration.bias);
}

/** Probability, word by word, of B, of the I that follow, and of no I after them. */
function spanProbability(head: TagColumn, words: Int32Array, firstWord: number, lastWord: number): number {
  let product = wordProbability(head, words, firstWord, begin);
  for (let word = firstWord + 1; word < lastWord; word += 1)
    product *= wordProbability(head, words, word, inside);
  const ends = lastWord === words.length - 1;
  return ends ? product : product * (1 - wordProbability(head, words, lastWord, inside));
}

function wordProbability(head: TagColumn, words: Int32Array, word: number, tag: number): number {
  const scores = new Float64Array(3);
  scoreWord(head, words[word]!, words[word + 1]!, scores);
  const top = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  return Math.exp(scores[tag]! - top) / total;
}

/** Probabilities are kept this far from 0 and 1 before their log-odds are taken. */
const sure = 1e-6;

function logOdds(probability: number): number {
  const kept = Math.min(Math.max(probability, sure), 1 - sure);
  return Math.log(kept / (1 - kept));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Mean over tokens [first, last) of 1 − softmax(O, B, I)[O]. */
export function meanInside({ logits, heads, column }: TagColumn, first: number, last: number): number {
  let sum = 0;
  for (let i = first; i < last; i += 1) {
    const at = (i * heads + column) * 3;
    const o = logits[at]!;
    const others = Math.exp(logits[at + begin]! - o) + Math.exp(logits[at + inside]! - o);
    sum += others === Infinity ? 1 : others / (1 + others);
  }
  return sum / (last - first);
}
