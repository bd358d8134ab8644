import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { ProcessedDocument, UpsertChange } from "../domain/graph-store.js";
import type { LinkedMention } from "../domain/link.js";
import { conceptsReferredTo, type PipelineVersions } from "./change.js";

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
  if (!meansTheSame(stored, relinked)) return undefined;
  const { document, state } = stored;
  const evidence = stored.evidence
    .map((item) => ({ ...item, extractor: versions.extractor, terminology: versions.terminology }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    kind: "upsert",
    document,
    revision: state.revision,
    contentHash: state.contentHash,
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
