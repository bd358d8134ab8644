import type { Curie } from "../../domain/curie.js";
import { groupBy } from "../../domain/group-by.js";
import type { Link, LinkScore } from "../../domain/link.js";
import { type IdsOf, meansGold, type PartCandidates } from "./rank.js";
import type { Reason } from "./reasons.js";

/** One wording that was linked wrongly, with how often. */
export interface LinkingExample {
  readonly reason: Reason;
  readonly text: string;
  readonly count: number;
  readonly gold: readonly Curie[];
  /** The first candidate of the first part that is wrong, absent when there was none. */
  readonly first?: {
    readonly id: Curie;
    readonly name: string;
    readonly matchedName: string;
    readonly score: LinkScore;
  };
  /** Where the gold concept stands among that part's candidates; absent when it is not there. */
  readonly rank?: number;
  readonly nil?: string;
  readonly steps: readonly string[];
  readonly documentId: string;
}

export interface WrongLink {
  readonly documentId: string;
  readonly text: string;
  readonly gold: readonly Curie[];
  readonly link: Link;
  readonly parts: PartCandidates;
  readonly rank: number;
  readonly reason: Reason;
}

/** The wordings that cost most: by number of mentions, then by how sure the linker was. */
export function worstLinks(
  wrong: readonly WrongLink[],
  most: number,
  idsOf: IdsOf,
): readonly LinkingExample[] {
  const groups = groupBy(wrong, ({ text, gold, link, reason }) =>
    [text.toLowerCase(), gold.join("|"), link.candidates[0]?.id ?? "", reason].join("\t"),
  );
  return [...groups.values()]
    .map((group) => exampleOf(group, idsOf))
    .sort((a, b) => b.count - a.count || (b.first?.score.total ?? 0) - (a.first?.score.total ?? 0))
    .slice(0, most);
}

function exampleOf(group: readonly WrongLink[], idsOf: IdsOf): LinkingExample {
  const { documentId, text, gold, link, parts, rank, reason } = group[0]!;
  const wrong = parts.find(([best]) => !best || !meansGold(best.id, gold, idsOf)) ?? parts[0];
  const first = wrong?.[0];
  return {
    reason,
    text,
    count: group.length,
    gold,
    ...(first ? { first } : {}),
    ...(Number.isFinite(rank) ? { rank } : {}),
    ...(link.nil ? { nil: link.nil } : {}),
    steps: link.steps.map((step) => `${step.rule}: ${step.text}`),
    documentId,
  };
}
