import type { MentionGroup } from "../domain/relation.js";
import type { WorthAsking } from "./candidate-pairs.js";
import { mayPropose } from "./propose-relations.js";
import type { LabelGroup, RelationScheme } from "./relation-scheme.js";

/**
 * Which pairs a head need be asked about for relations: those of which one of its groups of labels is heard and may say
 * something. No group is heard of types it does not answer for, nor one taught on sentences where the pair shares none; and
 * some can say nothing of two categories, when none of their labels has a predicate that joins them, or none is ever
 * sure enough.
 *
 * @param minScore as extraction has it
 */
export function worthAsking(
  scheme: Pick<RelationScheme, "relations">,
  sharesSentence: (first: MentionGroup, second: MentionGroup) => boolean,
  minScore?: number,
): WorthAsking {
  const heard = new Map<string, readonly LabelGroup[]>();
  return (first, second) => {
    const types = `${first.type} ${second.type}`;
    const groups =
      heard.get(types) ??
      scheme.relations.groups.filter(
        (group) =>
          (group.pairTypes?.some(([a, b]) => a === first.type && b === second.type) ?? true) &&
          mayPropose(group, first.type, second.type, scheme, minScore),
      );
    heard.set(types, groups);
    return groups.some(({ mentions }) => !mentions || sharesSentence(first, second));
  };
}
