import { whiteSpace } from "./normalise.js";

/** A token that the file lists beside the model's vocabulary, as `[SEP]` or `<mask>`. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
  /** Looked for in the normalised text, not in the text as it is. */
  readonly normalized?: boolean;
  /** Takes the white space before it, or after it, with it. */
  readonly lstrip?: boolean;
  readonly rstrip?: boolean;
  /** Counts only where no word character touches it. */
  readonly single_word?: boolean;
}

/** A stretch of text: a token of its own when it has an id, else text for the model. UTF-16 units, half-open. */
interface Section {
  readonly start: number;
  readonly end: number;
  readonly id?: number;
}

/** Rust's `\w`. */
const wordCharacter = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]";

/**
 * Cuts out tokens of their own wherever a text spells them, the longest first, as Hugging Face's Rust library does.
 *
 * @returns sections that cover the text without gap or overlap
 */
export function sectionerOf(added: readonly AddedToken[]): (text: string) => readonly Section[] {
  const tokens = new Map(
    added.filter(({ content }) => content !== "").map((token) => [token.content, token]),
  );
  if (tokens.size === 0) return (text) => [{ start: 0, end: text.length }];
  const pattern = new RegExp(
    [...tokens.values()]
      .sort((a, b) => b.content.length - a.content.length)
      .map((token) => {
        const spelt = token.content.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
        return token.single_word ? `(?<!${wordCharacter})${spelt}(?!${wordCharacter})` : spelt;
      })
      .join("|"),
    "gu",
  );
  return (text) => {
    const sections: Section[] = [];
    let at = 0;
    for (const { 0: content, index } of text.matchAll(pattern)) {
      const token = tokens.get(content)!;
      let start = Math.max(index, at);
      let end = index + content.length;
      if (token.lstrip) while (start > at && whiteSpace.test(text[start - 1]!)) start -= 1;
      if (token.rstrip) while (end < text.length && whiteSpace.test(text[end]!)) end += 1;
      if (at < start) sections.push({ start: at, end: start });
      sections.push({ start, end, id: token.id });
      at = end;
    }
    if (at < text.length) sections.push({ start: at, end: text.length });
    return sections;
  };
}
