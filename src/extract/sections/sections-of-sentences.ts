import type { Document, Passage, SectionRole } from "../../domain/document.js";
import { contains, type Span } from "../../domain/span.js";
import { classifySentences } from "./classify-sentences.js";
import { printedSections } from "./printed-labels.js";

/** Fewer sentences have no sections to tell apart. */
const fewest = 3;

export interface SentenceSection {
  readonly role: SectionRole;
  /** The label as printed, else the same as the role. */
  readonly section: string;
}

/**
 * Where each sentence stands, in the order of `sentences`: the role of its passage, else what a label in the text says, else
 * what the sentence itself is taken for. `other` where nothing tells: outside of all passages, or in an abstract of one or two sentences.
 *
 * @param text the document's text, which spans count in
 */
export function sectionsOfSentences(
  { passages }: Pick<Document, "passages">,
  text: string,
  sentences: readonly Span[],
): readonly SentenceSection[] {
  const sections = new Map<Span, SentenceSection>();
  for (const passage of passages) {
    const end = passage.offset + passage.text.length;
    const inside = sentences.filter((sentence) => contains({ start: passage.offset, end }, sentence));
    const told = sectionsIn(
      passage,
      inside.map(({ start, end }) => text.slice(start, end)),
    );
    inside.forEach((sentence, index) => {
      sections.set(sentence, told[index]!);
    });
  }
  return sentences.map((sentence) => sections.get(sentence) ?? { role: "other", section: "other" });
}

function sectionsIn(passage: Passage, texts: readonly string[]): readonly SentenceSection[] {
  const { kind, role, label } = passage;
  // What tells sentences apart was learned from abstracts alone.
  if (kind !== "abstract" || role !== "other" || label !== undefined)
    return texts.map(() => ({ role, section: label ?? role }));
  const printed = printedSections(texts);
  if (texts.length < fewest || printed.some((section) => section !== undefined))
    return printed.map((section) => ({
      role: section?.role ?? "other",
      section: section?.label ?? "other",
    }));
  return classifySentences(texts).map((taken) => ({ role: taken, section: taken }));
}
