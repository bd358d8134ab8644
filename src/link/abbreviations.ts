import type { Span } from "../domain/span.js";
import { longFormStart } from "./long-form.js";

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

/**
 * 2 to 10 characters, at most two words, with a letter, beginning with a letter or digit; of small letters alone only
 * when one word without a full stop ("e.g." and "that is" stand in parentheses too).
 */
export function isShortForm(text: string): boolean {
  const words = text.split(/\s+/u).length;
  if (text.length < 2 || text.length > 10 || words > 2) return false;
  if (!wordChar.test(text[0]!) || !letter.test(text)) return false;
  return /[\p{Lu}\p{N}]/u.test(text) || (words === 1 && text.length <= 5 && !text.includes("."));
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

/** Where the bracket that opens at `open` closes, nested ones passed over; −1 when it does not within reach. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + reach); at += 1) {
    if (text[at] === "(" || text[at] === "[") depth += 1;
    else if (text[at] === ")" || text[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** Characters before and within a bracket that are looked at. */
const reach = 400;

/** Where the stretch begins that may hold the long form before a bracket. */
function stretchStart(text: string, open: number): number {
  const from = Math.max(0, open - reach);
  const ends = [...text.slice(from, open).matchAll(boundary)];
  const last = ends.at(-1);
  return last ? from + last.index + 1 : from;
}

/**
 * The abbreviations that a text defines in brackets, in order. Spans lie in `text`, UTF-16.
 *
 * @example
 * findAbbreviations("Ataxia telangiectasia (AT) is rare.")[0].long === "Ataxia telangiectasia"
 */
export function findAbbreviations(text: string): readonly Abbreviation[] {
  const found: Abbreviation[] = [];
  for (const { index: open } of text.matchAll(/[([]/gu)) {
    const close = closing(text, open);
    if (close < 0) continue;
    const before = trimmed(text, stretchStart(text, open), open);
    const whole = trimmed(text, open + 1, close);
    const first = firstInParentheses.exec(text.slice(whole.start, whole.end))![0];
    const inside = trimmed(text, whole.start, whole.start + first.length);
    if (before.start >= before.end || inside.start >= inside.end) continue;
    const pair = isShortForm(text.slice(inside.start, inside.end))
      ? shortInside(text, before, inside)
      : longInside(text, before, whole);
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
