import type { Curie } from "../../domain/curie.js";
import type { Link, LinkScore } from "../../domain/link.js";
import { groupBy } from "../group-by.js";

/** One wording that was linked wrongly, with how often. */
export interface LinkingExample {
  readonly text: string;
  readonly count: number;
  readonly gold: readonly Curie[];
  /** The first candidate, absent when there was none. */
  readonly first?: {
    readonly id: Curie;
    readonly name: string;
    readonly matchedName: string;
    readonly score: LinkScore;
  };
  /** Where the gold concept stands among the candidates; absent when it is not there. */
  readonly rank?: number;
  readonly nil?: string;
  readonly steps: readonly string[];
  readonly documentId: string;
}

interface WrongLink {
  readonly documentId: string;
  readonly text: string;
  readonly gold: readonly Curie[];
  readonly link: Link;
  readonly rank: number;
}

/** The wordings that cost most: by number of mentions, then by how sure the linker was. */
export function worstLinks(wrong: readonly WrongLink[], most: number): readonly LinkingExample[] {
  const groups = groupBy(wrong, ({ text, gold, link }) =>
    [text.toLowerCase(), gold.join("|"), link.candidates[0]?.id ?? ""].join("\t"),
  );
  return [...groups.values()]
    .map(exampleOf)
    .sort((a, b) => b.count - a.count || (b.first?.score.total ?? 0) - (a.first?.score.total ?? 0))
    .slice(0, most);
}

function exampleOf(group: readonly WrongLink[]): LinkingExample {
  const { documentId, text, gold, link, rank } = group[0]!;
  const first = link.candidates[0];
  return {
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
