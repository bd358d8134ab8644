import type { Span } from "../domain/span.js";

/** A short form and the words that may hold its long form, as brackets put them beside each other. */
export interface Pairing {
  readonly short: Span;
  readonly long: Span;
  /** Whether the long form is all of `long`; else it ends with it. */
  readonly whole: boolean;
}

/** A bracket that stands by itself. `before` is the stretch before it, `inside` its content, both without blanks around them. */
export interface Bracket {
  readonly before: Span;
  readonly inside: Span;
  /** Before a bracket that follows another: the stretch before that one. */
  readonly beforeLast?: Span;
}

/** Characters before and within a bracket that are looked at. */
const reach = 400;

/** What ends the stretch in front of a bracket that may hold its long form. */
const boundary = /[;:]\s|[.!?]\s+(?!\p{Ll})|\n/gu;

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s"“”'‘’]/u.test(text[from]!)) from += 1;
  while (to > from && /[\s"“”'‘’,]/u.test(text[to - 1]!)) to -= 1;
  return { start: from, end: to };
}

/** Where the bracket that opens at `open` closes, nested ones passed over; −1 when it does not within reach. */
function closing(text: string, open: number): number {
  let depth = 0;
  const last = Math.min(text.length, open + reach);
  for (let at = open; at < last; at += 1) {
    const char = text[at];
    if (char === "(" || char === "[") depth += 1;
    else if (char === ")" || char === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/**
 * A bracket within a word belongs to it: "poly(A)", "(R)-propanol", "(2)H"; "(TNF)-alpha" does not, and one right after a
 * word may lack its blank.
 */
function standsAlone(text: string, open: number, close: number): boolean {
  const after = text[close + 1];
  if (after !== undefined && /[\p{L}\p{N}]/u.test(after)) return false;
  if (after === "-" && close - open <= 2) return false;
  const before = text[open - 1];
  if (before === undefined || /[\s"“'‘([]/u.test(before)) return true;
  return /\p{Ll}/u.test(before) && /^\p{Lu}[\p{L}\p{N}-]*\p{Lu}/u.test(text.slice(open + 1, close));
}

function stretch(text: string, from: number, open: number): Span {
  const least = Math.max(from, open - reach);
  let start = least;
  for (const match of text.slice(least, open).matchAll(boundary)) start = least + match.index + 1;
  return trimmed(text, start, open);
}

/** The brackets of a text that stand by themselves, in the order in which they open. */
export function bracketsOf(text: string): readonly Bracket[] {
  const found: Bracket[] = [];
  // Where the stretch before the next bracket begins, and the same for the last bracket, with where that opened.
  let from = 0;
  let last = { from: 0, open: -1 };
  // Of the brackets around this place, the innermost last.
  const closes: number[] = [];
  for (const { index: open } of text.matchAll(/[([]/gu)) {
    const close = closing(text, open);
    if (close < 0 || !standsAlone(text, open, close)) continue;
    while (closes.length > 0 && closes.at(-1)! < open) from = Math.max(from, closes.pop()! + 1);
    const before = stretch(text, from, open);
    const inside = trimmed(text, open + 1, close);
    const follows = before.start >= before.end && last.open >= 0 && text.slice(from, open).trim() === "";
    if (inside.start < inside.end) {
      found.push({
        before,
        inside,
        ...(follows ? { beforeLast: stretch(text, last.from, last.open) } : {}),
      });
    }
    if (!follows) last = { from, open };
    closes.push(close);
    from = Math.max(from, open + 1);
  }
  return found;
}

const leadIn =
  /^(?:(?:or|and|abbreviated(?: as| to)?|also (?:known|called|termed|referred to) as|also (?:called|termed)|(?:here(?:after|in)|henceforth) (?:referred to as|called|termed)?|known as|termed|called|denoted|designated(?: as)?|referred to as|so-called|the so-called|i\.e\.,?|formerly|previously)\s+)+/iu;

/** Where what a bracket names begins: after "also known as". */
function afterLeadIn(text: string, span: Span): Span {
  const words = leadIn.exec(text.slice(span.start, span.end))?.[0].length ?? 0;
  return trimmed(text, span.start + words, span.end);
}

/** Where the parts of a bracket's content meet, from the first: "; " and ", ". */
function separators(text: string, { start, end }: Span): readonly number[] {
  return [...text.slice(start, end).matchAll(/[;,]\s| or /gu)].map((match) => start + match.index);
}

function lastWord(text: string, { start, end }: Span): Span {
  let from = end;
  while (from > start && !/[\s"“'‘]/u.test(text[from - 1]!)) from -= 1;
  return { start: from, end };
}

/**
 * What a bracket may define: "long form (SF; more)", "SF (long form; more)", and within it "(long form, SF)" or
 * "(SF, long form)". Which of these is a definition the rules decide.
 */
export function pairingsOf(text: string, { before, inside, beforeLast }: Bracket): readonly Pairing[] {
  const cuts = separators(text, inside);
  const first = afterLeadIn(text, trimmed(text, inside.start, cuts[0] ?? inside.end));
  const found: Pairing[] = [];
  for (const long of [before, beforeLast]) {
    if (!long || long.start >= long.end) continue;
    found.push({ short: first, long, whole: false });
    const short = lastWord(text, long);
    for (const end of [...cuts, inside.end]) {
      found.push({ short, long: afterLeadIn(text, trimmed(text, inside.start, end)), whole: true });
    }
  }
  for (const end of [...cuts.slice(1), inside.end]) {
    const cut = cuts[0];
    if (cut !== undefined) found.push({ short: first, long: trimmed(text, cut + 1, end), whole: true });
  }
  for (const [index, cut] of cuts.entries()) {
    const short = trimmed(text, cut + (text.startsWith(" or ", cut) ? 4 : 1), cuts[index + 1] ?? inside.end);
    found.push({ short: afterLeadIn(text, short), long: trimmed(text, inside.start, cut), whole: false });
  }
  return found.filter(({ short, long }) => short.start < short.end && long.start < long.end);
}
