import { createHash } from "node:crypto";
import type { Document, DocumentId } from "./document.js";

/** Names what was published, once or several times: a document's id, or `w1_` and 32 hex digits of its text. */
export type WorkKey = DocumentId | `w1_${string}`;

/**
 * Sentences that stand for a text. Among 128,728 abstracts of many sources, of which no two were equal as a whole, 39 groups shared the
 * longest sentence, 35 the two longest, 15 three and 5 five. All but one of the 35 were one work (edited, retitled, shortened); of those
 * that shared the longest alone some were reports of two studies in a fixed form.
 */
const longest = 2;
/** Letters and digits below which sentences are too common to tell one text from another. */
const leastCharacters = 160;

/**
 * What a document is a publication of. Documents with equal keys are one work, so that a republished paper is no second witness.
 *
 * A record that names other publications of itself is the work of the smallest id among them all (PubMed's records name each
 * other). Otherwise the {@link longest} sentences of the abstract tell, in letters and digits alone: a retitled, relabelled or
 * slightly edited text keeps them, while two texts that share all of them are not independent. Titles do not count: letters
 * and replies share theirs. What is too short to tell is a work of its own.
 *
 * One key in place of a measure of likeness, since likeness is not transitive: with A like B and B like C, who counts
 * would depend on who came first.
 */
export function workOf(document: Pick<Document, "id" | "passages" | "republishedAs">): WorkKey {
  const { id, republishedAs = [] } = document;
  if (republishedAs.length > 0) return [id, ...republishedAs].sort()[0] ?? id;
  const text = tellingText(document);
  if (text.length < leastCharacters) return id;
  return `w1_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}

function tellingText({ passages }: Pick<Document, "passages">): string {
  const sentences = passages
    .filter(({ kind }) => kind === "abstract")
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+/u))
    .map((sentence) =>
      sentence
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]/gu, ""),
    );
  return [...new Set(sentences)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, longest)
    .join("\n");
}
