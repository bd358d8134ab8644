import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Category, Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import { documentText } from "../domain/document.js";
import { LitweaveError } from "../domain/errors.js";
import type { HeadingSuggestion } from "../domain/heading-suggestion.js";
import { type HeadingCandidate, headingCandidates, headingCategories } from "../link/heading-candidates.js";
import { type Features, featuresOf } from "../link/heading-features.js";
import { headingScore } from "../link/heading-score.js";
import { cosine } from "../link/name-vectors.js";
import { normalForm } from "../link/normal-form.js";
import { namedVectors } from "../link/similar.js";
import { sentencesOf } from "../segment/sentences.js";
import { headingOccurrences } from "./heading-occurrences.js";
import type { Linking } from "./open-stages.js";

interface SuggestOptions {
  readonly first: number;
  /** Only headings of these categories. */
  readonly categories?: readonly Category[];
}

/** Sentences of a text that closeness is measured to at most: four abstracts. */
const mostSentences = 64;

/**
 * The MeSH headings that an annotated text may be indexed by, the likeliest first: of its mentions, of the names that the
 * terminology's dictionary finds besides, and of what is broader. Those of the document's own record play no part.
 *
 * @throws LitweaveError `BAD_INPUT` when MeSH has no headings of a category asked for
 */
export async function suggestHeadings(
  linking: Linking,
  annotated: AnnotatedDocument,
  { first, categories = headingCategories }: SuggestOptions,
): Promise<readonly HeadingSuggestion[]> {
  const strange = categories.find((category) => !headingCategories.includes(category));
  if (strange) {
    throw new LitweaveError("BAD_INPUT", `there are no headings of category ${strange}`, {
      hint: `ask for ${headingCategories.join(", ")}`,
    });
  }
  const text = documentText(annotated.document);
  const titleEnd = titleEndOf(annotated);
  const judged = await judgeHeadings(linking, annotated);
  return judged
    .filter(({ candidate }) => categories.includes(candidate.concept.category))
    .map(({ candidate, features }) => ({ candidate, ...headingScore(features) }))
    .sort((a, b) => b.score - a.score || (a.candidate.heading < b.candidate.heading ? -1 : 1))
    .slice(0, first)
    .map(({ candidate: { heading, concept, own, narrower }, score, reasons }) => {
      const mentions = [...own, ...narrower]
        .sort((a, b) => a.start - b.start || a.end - b.end)
        .map(({ start, end, id }) => ({ start, end, text: text.slice(start, end), conceptId: id }));
      return {
        heading,
        concept,
        score,
        mentions,
        inTitle: mentions.some(({ end }) => end <= titleEnd),
        reasons,
      };
    });
}

/** The candidates of a text with their measures, before they are weighed. */
export async function judgeHeadings(
  { concepts: terminology, embedNames }: Linking,
  annotated: AnnotatedDocument,
): Promise<readonly { readonly candidate: HeadingCandidate; readonly features: Features }[]> {
  const { document } = annotated;
  const text = documentText(document);
  const conceptOf = remembered((id: Curie) => terminology.concept(id));
  const candidates = headingCandidates(headingOccurrences(annotated, terminology), conceptOf);
  const forms = sentencesOf(document)
    .slice(0, mostSentences)
    .map(({ start, end }) => normalForm(text.slice(start, end)))
    .filter((form) => form !== "");
  const sentences = forms.length > 0 ? await embedNames(forms) : [];
  const measured = {
    titleEnd: titleEndOf(annotated),
    length: text.length,
    closeness({ concept }: HeadingCandidate): number {
      const names = namedVectors(concept, terminology.layer(concept.category));
      return Math.max(
        0,
        ...names.flatMap(({ vector }) => sentences.map((sentence) => cosine(vector, sentence))),
      );
    },
    depth: ({ concept }: HeadingCandidate) => depthOf(concept, conceptOf),
  };
  return candidates.map((candidate) => ({ candidate, features: featuresOf(candidate, measured) }));
}

function titleEndOf({ document: { passages } }: AnnotatedDocument): number {
  const [first] = passages;
  return first?.kind === "title" ? first.text.length : 0;
}

function remembered(conceptOf: (id: Curie) => Concept | undefined): (id: Curie) => Concept | undefined {
  const known = new Map<Curie, Concept | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, conceptOf(id));
    return known.get(id);
  };
}

/** Levels above a concept, by the longest way up on which no concept comes twice. */
function depthOf(concept: Concept, conceptOf: (id: Curie) => Concept | undefined): number {
  const passed = new Set<Curie>([concept.id]);
  let level: readonly Concept[] = [concept];
  for (let depth = 0; ; depth += 1) {
    const ids = new Set(level.flatMap(({ parents }) => parents.filter((id) => !passed.has(id))));
    for (const id of ids) passed.add(id);
    level = [...ids].map(conceptOf).filter((one) => one !== undefined);
    if (level.length === 0) return depth;
  }
}
