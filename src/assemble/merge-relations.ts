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

/** Sentences of all mentions in the order of the text, each once, with the spans of either side united. */
export function uniteSentences(relations: readonly RelationMention[]): readonly EvidenceSentence[] {
  const byPlace = new Map<string, EvidenceSentence>();
  for (const sentence of relations.flatMap((relation) => relation.sentences)) {
    const place = `${sentence.start}-${sentence.end}`;
    const before = byPlace.get(place);
    byPlace.set(place, {
      ...sentence,
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
 * The mention that speaks for all mentions of one triple in one document: the best score, and among equals the
 * first by label, polarity (affirmed first), certainty and novelty, so that the order of extraction cannot show.
 */
export function leadingRelation(
  relations: readonly [RelationMention, ...RelationMention[]],
): RelationMention {
  return relations.reduce((lead, next) => {
    const order =
      next.score - lead.score ||
      -compareText(next.label, lead.label) ||
      -compareText(next.polarity, lead.polarity) ||
      -compareText(next.certainty, lead.certainty) ||
      next.novelty - lead.novelty;
    return order > 0 ? next : lead;
  });
}
