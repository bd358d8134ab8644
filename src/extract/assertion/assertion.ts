import type { Predicate } from "../../domain/predicate.js";
import type { Certainty, Polarity } from "../../domain/relation.js";
import { contains, type Span } from "../../domain/span.js";
import { type Effect, effectsIn } from "./effects.js";
import { wholeQuestion } from "./questions.js";

/** A sentence that carries a relation; places count in `text`. */
export interface CarryingSentence {
  readonly text: string;
  readonly subjectSpans: readonly Span[];
  readonly objectSpans: readonly Span[];
}

export interface Assertion {
  readonly polarity: Polarity;
  readonly certainty: Certainty;
  /** The words that made it so, in order; none when affirmed and asserted. */
  readonly cues: readonly Span[];
}

/** In UTF-16 code units; what stands beyond is not looked at, so that no input costs more than some milliseconds. */
const longestSentence = 20_000;

/**
 * How one sentence asserts a relation between the two mentions that stand nearest to each other. A cue counts when its scope holds a mention; a
 * question, an aim, or a title that only names a topic asks.
 *
 * @example
 * “Aspirin did not reduce the risk of stroke.” → negated, asserted, cue “not”
 */
export function assertionOf(sentence: CarryingSentence, predicate: Predicate): Assertion {
  const text = sentence.text.slice(0, longestSentence);
  const { subject, object } = nearestPair(sentence);
  const bears = ({ reach, needs, spares }: Effect) => {
    const holds = (mention: Span | undefined) => mention !== undefined && contains(reach, mention);
    if (spares.includes(predicate)) return false;
    if (needs === "either") return holds(subject) || holds(object);
    if (subject === undefined || !holds(object)) return false;
    return subject.end <= reach.start || (needs === "object or both" && holds(subject));
  };
  const effects = effectsIn(text).filter((effect) => effect.means !== "nothing" && bears(effect));
  const whole = wholeQuestion(text);
  const asks = whole !== undefined || effects.some(({ means }) => means === "asks");
  const doubts = effects.some(({ means }) => means === "doubts");
  return {
    polarity: effects.some(({ means }) => means === "denies") ? "negated" : "affirmed",
    certainty: asks ? "question" : doubts ? "hedged" : "asserted",
    cues: inOrder([...effects, ...(whole ? [whole] : [])]),
  };
}

function inOrder(places: readonly Span[]): readonly Span[] {
  const byStart = new Map(places.map(({ start, end }) => [start, { start, end }]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function nearestPair({ subjectSpans, objectSpans }: CarryingSentence): {
  readonly subject: Span | undefined;
  readonly object: Span | undefined;
} {
  let best = { subject: subjectSpans[0], object: objectSpans[0] };
  let least = Infinity;
  for (const subject of subjectSpans) {
    for (const object of objectSpans) {
      const distance = Math.max(subject.start - object.end, object.start - subject.end);
      if (distance < least) {
        least = distance;
        best = { subject, object };
      }
    }
  }
  return best;
}
/**
 * How a document asserts a relation that several of its sentences carry: sentences that ask are heard only where none
 * answers; of the rest the heavier polarity stands, and of its sentences the heavier certainty.
 */
export function combined<S extends { readonly assertion: Assertion; readonly weight: number }>(
  sentences: readonly S[],
): { readonly polarity: Polarity; readonly certainty: Certainty; readonly decisive: readonly S[] } {
  const answers = sentences.filter(({ assertion }) => assertion.certainty !== "question");
  const heard = answers.length > 0 ? answers : sentences;
  const polarity = heavier(heard, ({ polarity }) => polarity === "negated");
  const certainty = heavier(polarity.side, ({ certainty }) => certainty === "hedged");
  const asked = answers.length === 0 && sentences.length > 0;
  return {
    polarity: polarity.holds ? "negated" : "affirmed",
    certainty: asked ? "question" : certainty.holds ? "hedged" : "asserted",
    decisive: certainty.side,
  };
}

/** The side that weighs more; of equal sides the one of which it does not hold. */
function heavier<S extends { readonly assertion: Assertion; readonly weight: number }>(
  sentences: readonly S[],
  test: (assertion: Assertion) => boolean,
): { readonly holds: boolean; readonly side: readonly S[] } {
  const yes = sentences.filter(({ assertion }) => test(assertion));
  const no = sentences.filter(({ assertion }) => !test(assertion));
  const weigh = (side: readonly S[]) => side.reduce((sum, { weight }) => sum + weight, 0);
  const holds = weigh(yes) > weigh(no);
  return { holds, side: holds ? yes : no };
}
