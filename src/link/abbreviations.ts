import type { Span } from "../domain/span.js";
import { bracketsOf, type Pairing, pairingsOf } from "./abbreviation-brackets.js";
import { readShortForm } from "./abbreviation-short-form.js";
import { findLongForm } from "./long-form.js";

/** A short form that a text defines beside its long form. */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
  readonly shortSpan: Span;
  readonly longSpan: Span;
  /** Estimated probability that it is a definition: the precision of the rule that found it. */
  readonly precision: number;
}

/** Rules that are right less often are not used; chosen on one half of the documents that the other half was measured on. */
const leastPrecision = 0.8;

/** "IDDM" in "IDDM (insulin-dependent …)"; a word of small letters that opens a bracket is seldom defined by it. */
const capital = /\p{Lu}/u;

function defined(text: string, { short: shortSpan, long, whole }: Pairing): Abbreviation | undefined {
  const surface = text.slice(shortSpan.start, shortSpan.end);
  const short = readShortForm(surface);
  if (!short || (whole && !capital.test(surface))) return undefined;
  const found = findLongForm(short, surface, text.slice(long.start, long.end));
  if (!found || found.precision < leastPrecision || (whole && found.start > 0)) return undefined;
  const longSpan: Span = { start: long.start + found.start, end: long.end };
  return {
    short: surface,
    long: text.slice(longSpan.start, longSpan.end),
    shortSpan,
    longSpan,
    precision: found.precision,
  };
}

/** "(A) … (B)": letters that number what follows, though "(A)" may stand behind a word with A. */
function numbers(text: string, inside: Span, next: Span | undefined): boolean {
  if (!next || inside.end - inside.start !== 1 || next.end - next.start !== 1) return false;
  return text.charCodeAt(next.start) === text.charCodeAt(inside.start) + 1;
}

/**
 * The abbreviations that a text defines with brackets, in order. Spans lie in `text`, UTF-16.
 *
 * @example
 * findAbbreviations("Ataxia telangiectasia (AT) is rare.")[0].long === "Ataxia telangiectasia"
 */
export function findAbbreviations(text: string): readonly Abbreviation[] {
  const found: Abbreviation[] = [];
  const brackets = bracketsOf(text);
  for (const [index, bracket] of brackets.entries()) {
    const [last, next] = [brackets[index - 1]?.inside, brackets[index + 1]?.inside];
    if (numbers(text, bracket.inside, next) || (last && numbers(text, last, bracket.inside))) continue;
    let best: Abbreviation | undefined;
    for (const pairing of pairingsOf(text, bracket)) {
      const pair = defined(text, pairing);
      if (pair && pair.precision > (best?.precision ?? 0)) best = pair;
    }
    if (best) found.push(best);
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
    // "D" may be defined and yet be a part of "vitamin D".
    if (short.length < 2 || !text.includes(short)) continue;
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
