import { type Document, documentText } from "../domain/document.js";
import type { Sentence } from "../domain/mention.js";
import type { Span } from "../domain/span.js";
import { beforeNumber, neverFinal, openers, seldomFinal } from "./abbreviations.js";

/** A bracket pair longer than this may hold sentences of its own; shorter ones are never cut. In UTF-16 units. */
const bracketReach = 300;
/** A stretch longer than this is no sentence but a table or noise, and is cut. In UTF-16 units. */
const longest = 3_000;

/** Stops with the quotes, brackets and citation marks that cling to them, then space (none after a Chinese or Japanese stop); begins only where a run begins, to stay linear. */
const stops = /(?<![.!?…。！？])[.!?…。！？]+["'”’»)\]]*(?:\[\d[\d,–-]*\])?(?:(?=(\s+))|(?<=[。！？]))/gu;
const blankLine = /\n[^\S\n]*\n/gu;
/** Each row of a table stands for itself. */
const rowEnd = /\n/gu;

/**
 * The sentences of a document, in order, as spans of its text without surrounding space. A sentence never crosses
 * passages: titles and labelled sections end where they end, with or without a full stop; nor does it cross rows of a table.
 *
 * Rules, not a model: a stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a short
 * bracket, or a lower-case word follows that is no gene-like name (`p53`, `mTOR`, `miR-21`). Linear in the text.
 */
export function sentencesOf(document: Pick<Document, "passages">): readonly Sentence[] {
  const text = documentText(document);
  const spans = document.passages.flatMap((passage) =>
    split(
      text,
      passage.offset,
      passage.offset + passage.text.length,
      passage.kind === "table" ? rowEnd : blankLine,
    ),
  );
  return spans.map((span, index) => ({ index, ...span }));
}

function split(text: string, from: number, to: number, breaks: RegExp): readonly Span[] {
  const passage = text.slice(from, to);
  const brackets = shortBrackets(passage);
  const cuts = [...passage.matchAll(breaks)].map((match) => match.index);
  let bracket = 0;
  for (const match of passage.matchAll(stops)) {
    const end = match.index + match[0].length;
    while (bracket < brackets.length && brackets[bracket]!.end <= end) bracket += 1;
    const inside = bracket < brackets.length && brackets[bracket]!.start < match.index;
    const next = end + (match[1]?.length ?? 0);
    if (!inside && next < passage.length && ends(passage, match.index, match[0], next)) cuts.push(end);
  }
  cuts.sort((a, b) => a - b);
  const spans: Span[] = [];
  let start = 0;
  for (const cut of [...cuts, passage.length]) {
    while (cut - start > longest) {
      const end = forcedCut(passage, start);
      pushTrimmed(spans, passage, start, end, from);
      start = end;
    }
    pushTrimmed(spans, passage, start, cut, from);
    start = cut;
  }
  return spans;
}

/** Where to cut a stretch without stops: at the last space within reach, else between two characters. */
function forcedCut(passage: string, start: number): number {
  const reach = passage.slice(start, start + longest);
  const space = reach.search(/\s\S*$/u);
  if (space > 0) return start + space;
  return start + longest - (/[\ud800-\udbff]$/.test(reach) ? 1 : 0);
}

/** Whether the stop at `at` ends a sentence, given that something follows at `next`. */
function ends(passage: string, at: number, stop: string, next: number): boolean {
  const following = passage.slice(next, next + 40).match(/^["'“‘«([]*(\S+)/u)?.[1] ?? "";
  const opens = openers.has(following.toLowerCase().replace(/[^\p{L}]+$/u, "")) && /^\p{Lu}/u.test(following);
  if (stop.startsWith(".") && stop.length === 1) {
    const word = passage.slice(Math.max(0, at - 20), at).match(/[\p{L}\p{N}.]+$/u)?.[0] ?? "";
    const lower = word.toLowerCase();
    if (neverFinal.has(lower)) return false;
    if (seldomFinal.has(lower) && !opens) return false;
    if (beforeNumber.has(lower) && /^[\d(]/u.test(following)) return false;
    const initial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) || /^\p{Lu}\p{Ll}?$/u.test(word);
    if (initial && !opens && !isNamedByLetter(passage, at - word.length)) return false;
  }
  return opensSentence(following);
}

/** “vitamin D. Patients”: a single capital that is the end of a name, not an initial. */
function isNamedByLetter(passage: string, at: number): boolean {
  return /(?:vitamin|hepatitis|type|group|class|grade|cohort|arm|factor|influenza|panel|phase|protein|haemophilia|hemophilia)[\s-]$/iu.test(
    passage.slice(Math.max(0, at - 12), at),
  );
}

/** A capital, digit or symbol may open a sentence; a lower-case word only if it looks like a gene or a reagent. */
function opensSentence(word: string): boolean {
  if (!/^\p{Ll}/u.test(word)) return word.length > 0;
  return /^\p{Script=Greek}[-\p{Lu}]/u.test(word) || /^\p{Ll}{1,3}[-]?[\p{Lu}\d]/u.test(word);
}

/** Outermost bracket pairs of at most {@link bracketReach} units, in order. */
function shortBrackets(passage: string): readonly Span[] {
  const pairs: Span[] = [];
  const open: number[] = [];
  for (let i = 0; i < passage.length; i += 1) {
    const unit = passage[i];
    if (unit === "(" || unit === "[") open.push(i);
    else if ((unit === ")" || unit === "]") && open.length > 0) {
      const start = open.pop()!;
      if (i - start > bracketReach) continue;
      while (pairs.length > 0 && pairs.at(-1)!.start > start) pairs.pop();
      pairs.push({ start, end: i + 1 });
    }
  }
  return pairs;
}

function pushTrimmed(spans: Span[], text: string, from: number, to: number, offset: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(text[start]!)) start += 1;
  while (end > start && /\s/u.test(text[end - 1]!)) end -= 1;
  if (start < end) spans.push({ start: offset + start, end: offset + end });
}
