import type { Span } from "../domain/span.js";

/** A short form that a text defines beside its long form. */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
  readonly shortSpan: Span;
  readonly longSpan: Span;
}

const wordChar = /[\p{L}\p{N}]/u;
const letter = /\p{L}/u;
const firstInParentheses = /^[^;,]*/u;
/** What ends the stretch in front of a parenthesis that may hold its long form. */
const boundary = /[.;:!?]\s|[()[\]]|\n/gu;

/** 2 to 10 characters, at most two words, with a letter, beginning with a letter or digit. */
export function isShortForm(text: string): boolean {
  if (text.length < 2 || text.length > 10 || text.split(/\s+/u).length > 2) return false;
  return wordChar.test(text[0]!) && letter.test(text);
}

/**
 * Where the long form begins in `candidate`, or −1: from the right, each letter or digit of the short form is found in
 * turn, and the first of them begins a word (Schwartz and Hearst 2003, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text", findBestLongForm).
 */
export function longFormStart(short: string, candidate: string): number {
  const wanted = short.toLowerCase();
  const text = candidate.toLowerCase();
  // A letter whose lower case is longer would shift every index; such texts define nothing we could point at.
  if (text.length !== candidate.length || wanted.length !== short.length) return -1;
  let at = text.length;
  for (let index = wanted.length - 1; index >= 0; index -= 1) {
    const char = wanted[index]!;
    if (!wordChar.test(char)) continue;
    do at -= 1;
    while (at >= 0 && (text[at] !== char || (index === 0 && at > 0 && wordChar.test(text[at - 1]!))));
    if (at < 0) return -1;
  }
  return at;
}

function plausible(short: string, long: string): boolean {
  const words = long.split(/\s+/u);
  if (long.length <= short.length || words.includes(short)) return false;
  return words.length <= Math.min(short.length + 5, short.length * 2);
}

/** The last `count` words of `text[from, to)`. */
function lastWords(text: string, from: number, to: number, count: number): number {
  const starts = [...text.slice(from, to).matchAll(/\S+/gu)].map((match) => from + match.index);
  return starts.at(-Math.min(count, starts.length)) ?? to;
}

function trimmed(text: string, start: number, end: number): Span {
  const piece = text.slice(start, end);
  return {
    start: start + piece.length - piece.trimStart().length,
    end: end - (piece.length - piece.trimEnd().length),
  };
}

function defined(text: string, shortSpan: Span, longSpan: Span): Abbreviation | undefined {
  const short = text.slice(shortSpan.start, shortSpan.end);
  const long = text.slice(longSpan.start, longSpan.end);
  return plausible(short, long) ? { short, long, shortSpan, longSpan } : undefined;
}

/** "… long form (SF) …" */
function shortInside(text: string, before: Span, inside: Span): Abbreviation | undefined {
  const length = inside.end - inside.start;
  const from = lastWords(text, before.start, before.end, Math.min(length + 5, length * 2));
  const start = longFormStart(text.slice(inside.start, inside.end), text.slice(from, before.end));
  return start < 0 ? undefined : defined(text, inside, { start: from + start, end: before.end });
}

/** "… SF (long form) …" */
function longInside(text: string, before: Span, inside: Span): Abbreviation | undefined {
  const short: Span = { start: lastWords(text, before.start, before.end, 1), end: before.end };
  const name = text.slice(short.start, short.end);
  if (!isShortForm(name) || longFormStart(name, text.slice(inside.start, inside.end)) !== 0) return undefined;
  return defined(text, short, inside);
}

/**
 * The abbreviations that a text defines in parentheses, in order. Spans lie in `text`, UTF-16.
 *
 * @example
 * findAbbreviations("Ataxia telangiectasia (AT) is rare.")[0].long === "Ataxia telangiectasia"
 */
export function findAbbreviations(text: string): readonly Abbreviation[] {
  const found: Abbreviation[] = [];
  for (const match of text.matchAll(/[([]([^()[\]]+)[)\]]/gu)) {
    const open = match.index;
    const first = firstInParentheses.exec(match[1]!)![0];
    let from = Math.max(0, open - 400);
    for (const end of text.slice(from, open).matchAll(boundary))
      from = Math.max(from, open - Math.min(400, open) + end.index + 1);
    const before = trimmed(text, from, open);
    const inside = trimmed(text, open + 1, open + 1 + first.length);
    if (before.start >= before.end || inside.start >= inside.end) continue;
    const short = isShortForm(text.slice(inside.start, inside.end));
    const pair = short
      ? shortInside(text, before, inside)
      : longInside(text, before, trimmed(text, open + 1, open + 1 + match[1]!.length));
    if (pair) found.push(pair);
  }
  return found;
}

/** Long form by short form; of several definitions the first stands. */
export type LongForms = ReadonlyMap<string, string>;

export function longForms(abbreviations: readonly Abbreviation[]): LongForms {
  const forms = new Map<string, string>();
  for (const { short, long } of abbreviations) if (!forms.has(short)) forms.set(short, long);
  return forms;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
}

/**
 * A mention with its abbreviations written out ("AT patients" → "Ataxia telangiectasia patients"); one that holds the
 * long form too loses the short one. Returns the mention itself when it has none.
 */
export function expandAbbreviations(mention: string, forms: LongForms): string {
  const whole = forms.get(mention) ?? (mention.endsWith("s") ? forms.get(mention.slice(0, -1)) : undefined);
  if (whole !== undefined) return whole;
  let text = mention;
  for (const [short, long] of [...forms].sort((a, b) => b[0].length - a[0].length)) {
    if (!text.includes(short)) continue;
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped(short)}(?![\\p{L}\\p{N}_-])`, "gu");
    const said = text.toLowerCase().includes(long.toLowerCase());
    text = text.replace(pattern, () => (said ? "" : long));
  }
  return (
    text
      .replace(/[([]\s*[)\]]/gu, "")
      .replace(/\s+/gu, " ")
      .trim() || mention
  );
}
