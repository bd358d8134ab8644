import type { PreparedWords } from "./prepared-words.js";
import { type CueKind, idOf, nothing, template, weight } from "./weights.js";

/** A phrase that may be a cue: words, half-open. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly kind: CueKind;
}

const bias = weight(template.bias, nothing, nothing);
const hasBefore = ["either", "whether", "not"] as const;

/**
 * The log-odds that a phrase is a cue: a logistic regression over the phrase, the words beside it and a few words
 * elsewhere in the sentence; the twin of `training/assertion/cue_features.py`.
 */
export function cueLogOdds(words: PreparedWords, { start, end, kind }: Candidate): number {
  const cue = idOf(`${words.textOf(start, end)}/${kind}`);
  const any = idOf(kind);
  let sum = bias + weight(template.cue, cue, nothing);
  const beside = [
    [template.left, start - 1],
    [template["left 2"], start - 2],
    [template.right, end],
    [template["right 2"], end + 1],
  ] as const;
  for (const [side, place] of beside) {
    const text = words.at(place);
    const id = idOf(text);
    sum += weight(side, cue, id) + weight(side, any, id);
    if (text.length > 4) sum += weight(side, cue, idOf(`~${text.slice(-3)}`));
  }
  sum += weight(template.before, cue, idOf(`${words.at(start - 2)} ${words.at(start - 1)}`));
  sum += weight(template.after, cue, idOf(`${words.at(end)} ${words.at(end + 1)}`));
  const doubtBefore = words.firstDoubt < start;
  if (doubtBefore) sum += weight(template["doubt before"], cue, nothing);
  if (doubtBefore || words.lastDoubt >= end) sum += weight(template.doubt, cue, nothing);
  for (const text of hasBefore) {
    if (words.firstOf(text) < start) sum += weight(template["has before"], cue, idOf(text));
  }
  if (words.lastOr >= end) sum += weight(template["has after"], cue, idOf("or"));
  if (words.brackets[start]! > 0) sum += weight(template.brackets, cue, nothing);
  if (start === 0) sum += weight(template.first, any, nothing);
  return sum;
}
