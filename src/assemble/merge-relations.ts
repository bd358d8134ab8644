import { canonicalJson } from "../domain/canonical-json.js";
import type { EvidenceSentence, RelationMention } from "../domain/relation.js";
import type { Span } from "../domain/span.js";

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function bySpan(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

function uniteSpans(a: readonly Span[], b: readonly Span[]): readonly Span[] {
  const byPlace = new Map([...a, ...b].map((span) => [`${span.start}-${span.end}`, span]));
  return [...byPlace.values()].sort(bySpan);
}

/**
 * Sentences of all mentions in the order of the text, each once, with the spans of either side united. How a sentence
 * asserts the triple is told by the first of `relations` that it carries.
 */
export function uniteSentences(relations: readonly RelationMention[]): readonly EvidenceSentence[] {
  const byPlace = new Map<string, EvidenceSentence>();
  for (const sentence of relations.flatMap((relation) => relation.sentences)) {
    const place = `${sentence.start}-${sentence.end}`;
    const before = byPlace.get(place);
    byPlace.set(place, {
      ...(before ?? sentence),
      subjectSpans: uniteSpans(before?.subjectSpans ?? [], sentence.subjectSpans),
      objectSpans: uniteSpans(before?.objectSpans ?? [], sentence.objectSpans),
    });
  }
  return [...byPlace.values()].sort(bySpan);
}

/** The same statement read from the other side. */
export function turned(relation: RelationMention): RelationMention {
  return {
    ...relation,
    subject: relation.object,
    object: relation.subject,
    sentences: relation.sentences.map((sentence) => ({
      ...sentence,
      subjectSpans: sentence.objectSpans,
      objectSpans: sentence.subjectSpans,
    })),
  };
}

/**
 * Puts first the mention that speaks for all mentions of one triple in one document: the best score, and among equals
 * the first by label, polarity (affirmed first), certainty and novelty, so that the order of extraction cannot show.
 */
export function byLeadership(a: RelationMention, b: RelationMention): number {
  return (
    b.score - a.score ||
    compareText(a.label, b.label) ||
    compareText(a.polarity, b.polarity) ||
    compareText(a.certainty, b.certainty) ||
    b.novelty - a.novelty ||
    compareText(canonicalJson(a), canonicalJson(b))
  );
}
