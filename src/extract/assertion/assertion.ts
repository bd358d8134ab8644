import type { Predicate } from "../../domain/predicate.js";
import type { Certainty, Polarity } from "../../domain/relation.js";
import { contains, type Span } from "../../domain/span.js";
import { findCues } from "./find-cues.js";
import { clausesOf, reachOf } from "./scope.js";

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

/**
 * How one sentence asserts a relation. A cue counts when its scope holds a mention of the pair (the two mentions that
 * stand nearest to each other); a question, or a title that only names a topic, hedges the whole sentence.
 *
 * @example
 * “Aspirin did not reduce the risk of stroke.” → negated, asserted, cue “did not reduce”
 */
export function assertionOf(sentence: CarryingSentence, predicate: Predicate): Assertion {
  const { text } = sentence;
  const { subject, object } = nearestPair(sentence);
  const clauses = clausesOf(text);
  const negating: Span[] = [];
  const hedging: Span[] = [];
  for (const { cue, start, end } of findCues(text)) {
    const clause = clauses.find((one) => start < one.end) ?? { start: 0, end: text.length };
    const reach = reachOf(cue.scope, { start, end }, clause, text);
    const holds = (mention: Span | undefined) => mention !== undefined && contains(reach, mention);
    const objectOnly = cue.scope === "phrase" && !cue.either;
    if (!(objectOnly ? subject !== undefined && holds(object) : holds(subject) || holds(object))) continue;
    if (cue.spares?.includes(predicate)) continue;
    if (cue.negates) negating.push({ start, end });
    if (cue.hedges) hedging.push({ start, end });
  }
  const unanswered = question.exec(text) ?? (finite.test(text) ? null : topic.exec(text));
  if (unanswered !== null)
    hedging.push({ start: unanswered.index, end: unanswered.index + unanswered[0].length });
  return {
    polarity: negating.length > 0 ? "negated" : "affirmed",
    certainty: hedging.length > 0 ? "hedged" : "asserted",
    cues: [...new Map([...negating, ...hedging].map((cue) => [cue.start, cue])).values()].sort(
      (a, b) => a.start - b.start,
    ),
  };
}

const question = /\?(?=["'”’)]*$)/u;
/** A title that names what was studied and says nothing of the outcome: “Effects of aspirin on stroke.” */
const topic =
  /^(?:the )?(?:effects?|impact|influence|roles?|evaluation|assessment|comparison|efficacy|safety)(?= (?:and \p{L}+ )?of\b)/iu;
const finite =
  /\b(?:is|are|was|were|has|have|had|do|does|did|can|could|may|might|will|reduces?|increases?|decreases?|prevents?|improves?|causes?|induces?|involves?|protects?|depends?|differs?|\p{L}{3,}(?:ates|ibits))\b/iu;

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

/** How a document asserts a relation that several of its sentences carry. */
export function combined<S extends { readonly assertion: Assertion; readonly weight: number }>(
  sentences: readonly S[],
): { readonly polarity: Polarity; readonly certainty: Certainty; readonly decisive: readonly S[] } {
  const weigh = (chosen: readonly S[]) => chosen.reduce((sum, sentence) => sum + sentence.weight, 0);
  const split = (from: readonly S[], holds: (assertion: Assertion) => boolean) => {
    const yes = from.filter((sentence) => holds(sentence.assertion));
    const no = from.filter((sentence) => !holds(sentence.assertion));
    return { holds: weigh(yes) > weigh(no), side: weigh(yes) > weigh(no) ? yes : no };
  };
  const polarity = split(sentences, (assertion) => assertion.polarity === "negated");
  const certainty = split(polarity.side, (assertion) => assertion.certainty === "hedged");
  return {
    polarity: polarity.holds ? "negated" : "affirmed",
    certainty: certainty.holds ? "hedged" : "asserted",
    decisive: certainty.side,
  };
}
