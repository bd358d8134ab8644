import type { Written } from "./formats.js";
import type { Paper } from "./paper.js";

/** A paper that the graph must hold, and how. */
export interface Held {
  readonly paper: Paper;
  readonly text: string;
  readonly status: "live" | "retracted";
}

/** What the graph must hold while it is written to, as far as that is settled. */
export interface Library {
  /** Papers of which nothing is under way, the oldest first. */
  settled(): readonly Held[];
  /** Undefined while something is under way with it, and when it is not there. */
  held(pmid: string): Held | undefined;
  /** Papers that are in the graph or on their way into it. */
  size(): number;
  /** Some that were deleted lately. */
  gone(): readonly string[];
  /** Something is under way with these until one of the three below says what came of it. */
  begin(pmids: readonly string[]): void;
  settle(paper: Paper, written: Written): void;
  retract(pmid: string): void;
  remove(pmids: readonly string[]): void;
}

const mostGone = 200;

export function openLibrary(): Library {
  // In the order in which they first came.
  const papers = new Map<string, Held | undefined>();
  const busy = new Set<string>();
  let gone: readonly string[] = [];
  return {
    settled: () => [...papers].flatMap(([pmid, held]) => (held && !busy.has(pmid) ? held : [])),
    held: (pmid) => (busy.has(pmid) ? undefined : papers.get(pmid)),
    size: () => papers.size,
    gone: () => gone,
    begin(pmids) {
      for (const pmid of pmids) {
        busy.add(pmid);
        if (!papers.has(pmid)) papers.set(pmid, undefined);
      }
    },
    settle(paper, written) {
      papers.set(paper.pmid, { paper, text: written.text(paper), status: "live" });
      busy.delete(paper.pmid);
    },
    retract(pmid) {
      const held = papers.get(pmid);
      if (held !== undefined) papers.set(pmid, { ...held, status: "retracted" });
      busy.delete(pmid);
    },
    remove(pmids) {
      for (const pmid of pmids) {
        papers.delete(pmid);
        busy.delete(pmid);
      }
      gone = [...gone, ...pmids].slice(-mostGone);
    },
  };
}
