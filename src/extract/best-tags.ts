export const outside = 0;
export const begin = 1;
export const inside = 2;

/** One head's tag logits: float32 [tokens, heads, 3] over O, B, I, of which `column` is read. */
export interface TagColumn {
  readonly logits: Float32Array;
  readonly heads: number;
  readonly column: number;
}

/**
 * The likeliest path of tags over words, one type alone (Viterbi); the same rule stands in the training tools, in `labels.py`.
 *
 * A word's scores are means over its tokens: of log P(O); of log P(B) at the first token and log P(I) at the others; of
 * log P(I). Each B costs `beginCost` nats, and I follows only B or I. Ties go to the earlier of O, B, I.
 *
 * @param words the first token of each word, then the count of tokens: int32 [words + 1]
 * @returns a tag for each word
 */
export function bestTags(head: TagColumn, words: Int32Array, beginCost: number): Uint8Array {
  const count = words.length - 1;
  const tags = new Uint8Array(Math.max(0, count));
  if (count < 1) return tags;
  /** What stood before an O or B, and before an I. */
  const beforeAny = new Uint8Array(count);
  const beforeInside = new Uint8Array(count);
  const scores = new Float64Array(3);
  let [o, b, i] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let word = 0; word < count; word += 1) {
    scoreWord(head, words[word]!, words[word + 1]!, scores);
    beforeAny[word] = largest(o, b, i);
    beforeInside[word] = b >= i ? begin : inside;
    const reach = Math.max(o, b, i);
    i = Math.max(b, i) + scores[inside]!;
    b = reach - beginCost + scores[begin]!;
    o = reach + scores[outside]!;
  }
  tags[count - 1] = largest(o, b, i);
  for (let word = count - 1; word > 0; word -= 1) {
    tags[word - 1] = tags[word] === inside ? beforeInside[word]! : beforeAny[word]!;
  }
  return tags;
}

function largest(o: number, b: number, i: number): number {
  return o >= b && o >= i ? outside : b >= i ? begin : inside;
}

/** Puts mean log probabilities of O, B, I for the word of tokens [first, last) into `scores`, float64 [3]. */
export function scoreWord(
  { logits, heads, column }: TagColumn,
  first: number,
  last: number,
  scores: Float64Array,
): void {
  let [o, b, i] = [0, 0, 0];
  for (let token = first; token < last; token += 1) {
    const at = (token * heads + column) * 3;
    const [lo, lb, li] = [logits[at]!, logits[at + begin]!, logits[at + inside]!];
    const top = Math.max(lo, lb, li);
    const total = top + Math.log(Math.exp(lo - top) + Math.exp(lb - top) + Math.exp(li - top));
    o += lo - total;
    b += (token === first ? lb : li) - total;
    i += li - total;
  }
  const size = last - first;
  scores[outside] = o / size;
  scores[begin] = b / size;
  scores[inside] = i / size;
}
