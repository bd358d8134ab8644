import type { AnnotatedDocument } from "../domain/annotation.js";
import { documentText } from "../domain/document.js";
import { contains, overlaps } from "../domain/span.js";
import { findNames } from "../link/find-names.js";
import { headingCategories, headingOf, type Occurrence } from "../link/heading-candidates.js";
import type { Terminology } from "../link/terminology.js";

/**
 * What a text names of the kinds that MeSH has headings of: the extractor's linked mentions, and the names that the
 * terminology's dictionary finds besides. Where both find a thing of one category, the extractor's link stands.
 */
export function headingOccurrences(
  { document, mentions }: AnnotatedDocument,
  terminology: Pick<Terminology, "concept" | "layer">,
): readonly Occurrence[] {
  const text = documentText(document);
  const extracted = mentions.flatMap(({ start, end, score, link }) =>
    link.ids.map((id): Occurrence => ({ start, end, id, mentionScore: score, linkScore: link.score })),
  );
  const categoryOf = new Map(extracted.map(({ id }) => [id, terminology.concept(id)?.category]));
  const found = headingCategories.flatMap((category) => {
    const layer = terminology.layer(category);
    if (!layer) return [];
    const taken = extracted.filter(({ id }) => categoryOf.get(id) === category);
    return findNames(text, layer)
      .filter((name) => !taken.some((one) => overlaps(one, name)))
      .flatMap(({ start, end, ids }): readonly Occurrence[] => {
        // Of several namesakes those that are headings themselves are what an indexer has in mind.
        const headings = ids.filter((id) => headingOf({ id, xrefs: terminology.concept(id)?.xrefs ?? [] }));
        const [id, ...others] = headings.length > 0 ? headings : ids;
        return id === undefined || others.length > 0 ? [] : [{ start, end, id, linkScore: 1 }];
      });
  });
  const dictionary = found.filter((one) => !found.some((other) => other !== one && covers(other, one)));
  return [...extracted, ...dictionary].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A longer name holds a shorter one: "lung cancer" is no "lung". */
function covers(a: Occurrence, b: Occurrence): boolean {
  return contains(a, b) && a.end - a.start > b.end - b.start;
}
