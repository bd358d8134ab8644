import { sameJson } from "../domain/canonical-json.js";
import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Document } from "../domain/document.js";
import type { ProcessedDocument, UpsertChange } from "../domain/graph-store.js";
import type { LinkedMention } from "../domain/link.js";
import { conceptsReferredTo, type PipelineVersions } from "./change.js";
import { contentHashOf, revisionOf } from "./revision.js";

/** A document's mentions, linked anew, with every concept that they refer to. */
export interface RelinkedMentions {
  readonly mentions: readonly LinkedMention[];
  readonly concepts: readonly Concept[];
}

/**
 * The change that makes a stored document what a fresh build would make of it, when its mentions, linked anew, mean the same:
 * then the relations are the same too, since they are read from the text and from which mentions share a concept. Undefined
 * when a mention has other concepts, or a concept another category, which decides what may be said of it: then the relations
 * must be read again.
 */
export function relinkedChange(
  stored: ProcessedDocument,
  relinked: RelinkedMentions,
  versions: PipelineVersions,
): UpsertChange | undefined {
  const { document, state } = stored;
  return changed(stored, { document, ...state }, relinked, versions);
}

/**
 * The change that a new delivery of a document makes whose text was read before, when its mentions mean the same in it, as
 * {@link relinkedChange} has it: other headings may speak for other concepts. Undefined too when the text or its sections are others.
 */
export function revisedChange(
  stored: ProcessedDocument,
  document: Document,
  relinked: RelinkedMentions,
  versions: PipelineVersions,
): UpsertChange | undefined {
  if (!isSameText(stored.document, document)) return undefined;
  const delivery = { document, revision: revisionOf(document), contentHash: contentHashOf(document) };
  return changed(stored, delivery, relinked, versions);
}

/** Whether two deliveries are read alike: passages of the same kinds, sections and words. */
export function isSameText(a: Document, b: Document): boolean {
  return sameJson(a.passages, b.passages);
}

function changed(
  stored: ProcessedDocument,
  { document, revision, contentHash }: Pick<UpsertChange, "document" | "revision" | "contentHash">,
  relinked: RelinkedMentions,
  versions: PipelineVersions,
): UpsertChange | undefined {
  if (!meansTheSame(stored, relinked)) return undefined;
  const evidence = stored.evidence
    .map(({ year: _, ...item }) => ({
      ...item,
      ...(document.year === undefined ? {} : { year: document.year }),
      extractor: versions.extractor,
      terminology: versions.terminology,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    kind: "upsert",
    document,
    revision,
    contentHash,
    fingerprint: versions.fingerprint,
    extractor: versions.extractor,
    terminology: versions.terminology,
    mentions: relinked.mentions,
    concepts: conceptsReferredTo(relinked, evidence),
    evidence,
  };
}

/** The order of a mention's ids counts too: pairs of concepts are put to the relation head in the order of first mention. */
function meansTheSame(before: RelinkedMentions, after: RelinkedMentions): boolean {
  const [was, is] = [categoriesOf(before), categoriesOf(after)];
  return after.mentions.every(({ link }, at) => {
    const ids = before.mentions[at]?.link.ids ?? [];
    return (
      link.ids.length === ids.length &&
      link.ids.every((id, place) => id === ids[place] && was.get(id) === is.get(id))
    );
  });
}

function categoriesOf({ concepts }: RelinkedMentions): ReadonlyMap<Curie, string> {
  return new Map(concepts.map(({ id, category }) => [id, category]));
}
