import type { Candidate } from "./cue-features.js";
import { crossing, joint, type ScopeWords } from "./scope-words.js";
import { idOf, nothing, template, weight } from "./weights.js";

const mostLeft = 40;
const mostRight = 60;
const pad = 2;

/** Distances in words, as features name them: each up to three, then from 4, 7, 12 and 20 on. */
const distances = [0, 1, 2, 3, 4, 7, 12, 20].map((least) => ({ least, id: idOf(String(least)) }));
const byDistance = Int32Array.from(
  { length: mostRight + 1 },
  (_, words) => distances.findLast(({ least }) => least <= words)!.id,
);
const counts = Int32Array.from(["0", "1", "2"], idOf);
const crossingIds = Int32Array.from(crossing, idOf);
const [open, closed, verb, noVerb] = ["open", "closed", "verb", "no verb"].map(idOf) as [
  number,
  number,
  number,
  number,
];

/** The numbers of the features of one cue. */
interface CueIds {
  readonly cue: number;
  readonly kind: number;
  readonly withVerb: number;
  readonly withoutVerb: number;
}

/**
 * Which words a cue is about, half-open: the likeliest beginning and the likeliest end, each by a linear score of the
 * words at the boundary and of what lies between it and the cue; of equals the nearest. The twin of
 * `training/assertion/scope_features.py`. At most 40 words to the left and 60 to the right of the cue.
 */
export function scopeOf(words: ScopeWords, candidate: Candidate, text: string): readonly [number, number] {
  const { start, end, kind } = candidate;
  const ids = {
    cue: idOf(text),
    kind: idOf(kind),
    withVerb: idOf(`${text} verb`),
    withoutVerb: idOf(`${text} no verb`),
  };
  let left = start;
  let best = atCue(words, candidate, ids);
  for (let edge = start - 1; edge >= Math.max(0, start - mostLeft); edge -= 1) {
    const score = beginning(words, candidate, ids, edge);
    if (score > best) [left, best] = [edge, score];
  }
  let right = end;
  best = -Infinity;
  for (let edge = end; edge <= Math.min(words.length, end + mostRight); edge += 1) {
    const score = ending(words, candidate, ids, edge);
    if (score > best) [right, best] = [edge, score];
  }
  return [left, right];
}

/** Of a scope that ends before the word at `edge`. */
function ending(words: ScopeWords, { end, kind }: Candidate, ids: CueIds, edge: number): number {
  const at = edge + pad;
  const here = words.closing(edge) ? joint.end : words.joints[at]!;
  const far = byDistance[edge - end]!;
  const commas = counts[Math.min(words.commas[edge]! - words.commas[end]!, 2)]!;
  const brackets = words.brackets[edge]! - words.brackets[end]!;
  const hasVerb = words.auxiliaries[edge]! > words.auxiliaries[end]!;
  let sum =
    weight(template["R far"], ids.kind, far) +
    weight(template["R far"], ids.cue, far) +
    weight(template["R joint"], here.id, nothing) +
    weight(template["R joint"], ids.cue, here.id) +
    weight(template["R commas"], here.withKind[kind], commas) +
    weight(template["R commas"], ids.cue, commas) +
    weight(template["R then"], here.id, words.ids[at + 1]!) +
    weight(template["R then"], here.id, words.endings3[at + 1]!) +
    weight(template["R last"], nothing, words.ids[at - 1]!) +
    weight(template["R last"], here.id, words.endings2[at - 1]!) +
    weight(template["R verb"], here.id, hasVerb ? verb : noVerb) +
    weight(template["R verb"], hasVerb ? ids.withVerb : ids.withoutVerb, here.id) +
    weight(template["R far joint"], here.withKind[kind], far);
  if (here === joint.word) {
    sum += weight(template["R following"], nothing, words.ids[at]!);
    sum += weight(template["R following"], nothing, words.endings3[at]!);
  }
  if (brackets !== 0) sum += weight(template["R brackets"], brackets > 0 ? open : closed, nothing);
  // “whether” ends no scope.
  for (let which = 0; which < crossing.length - 1; which += 1) {
    const crossed = words.crossed[which]!;
    if (crossed[edge]! > crossed[end]!) sum += weight(template["R crossed"], crossingIds[which]!, nothing);
  }
  return sum;
}

/** Of a scope that begins with its cue. */
function atCue(words: ScopeWords, { start, end, kind }: Candidate, ids: CueIds): number {
  const before = words.ids[start - 1 + pad]!;
  const [after, ending] = [words.ids[end + pad]!, words.endings2[end + pad]!];
  const hasVerb = words.auxiliaries[start]! > words.auxiliaries[Math.max(0, start - 2)]!;
  const participle = [0, 1, 2].some((place) => words.participles[end + place + pad] === 1);
  const passive = idOf((hasVerb ? "after verb" : "no verb") + (participle ? " participle" : ""));
  return (
    weight(template["L joint"], ids.cue, joint.cue.id) +
    weight(template["L joint"], ids.kind, joint.cue.id) +
    weight(template["L far"], ids.cue, byDistance[0]!) +
    weight(template["L before"], ids.cue, before) +
    weight(template["L before"], nothing, before) +
    weight(template["L after"], ids.cue, after) +
    weight(template["L after"], nothing, after) +
    weight(template["L after"], ids.cue, ending) +
    weight(template["L after"], nothing, ending) +
    weight(template["L passive"], ids.cue, passive) +
    weight(template["L passive"], idOf(kind), passive)
  );
}

/** Of a scope that begins with the word at `edge`, left of its cue. */
function beginning(words: ScopeWords, { start, kind }: Candidate, ids: CueIds, edge: number): number {
  const at = edge + pad;
  const here = edge === 0 ? joint.begin : words.joints[at - 1]!;
  const far = byDistance[start - edge]!;
  const commas = counts[Math.min(words.commas[start]! - words.commas[edge]!, 2)]!;
  const verbs = counts[Math.min(words.auxiliaries[start]! - words.auxiliaries[edge]!, 2)]!;
  const brackets = words.brackets[start]! - words.brackets[edge]!;
  let sum =
    weight(template["L joint"], ids.cue, here.id) +
    weight(template["L joint"], ids.kind, here.id) +
    weight(template["L far"], ids.cue, far) +
    weight(template["L first"], here.id, words.ids[at]!) +
    weight(template["L first"], here.id, words.endings3[at]!) +
    weight(template["L commas"], here.id, commas) +
    weight(template["L earlier"], here.id, words.ids[at - 2]!) +
    weight(template["L far joint"], here.withKind[kind], far) +
    weight(template["L verbs"], here.id, verbs);
  if (brackets !== 0) sum += weight(template["L brackets"], brackets > 0 ? open : closed, nothing);
  for (let which = 0; which < crossing.length; which += 1) {
    if (crossing[which] === "or") continue;
    const crossed = words.crossed[which]!;
    if (crossed[start]! > crossed[edge]!) sum += weight(template["L crossed"], crossingIds[which]!, nothing);
  }
  return sum;
}
