import { candidateOf } from "./abbreviation-places.js";
import { precisionOf } from "./abbreviation-precision.js";
import { type RuleName, rules, startBy } from "./abbreviation-rules.js";
import type { ShortForm } from "./abbreviation-short-form.js";

/** Where a long form begins, and by which rule. */
export interface LongFormStart {
  readonly start: number;
  readonly rule: RuleName;
  /** Of this rule on short forms of this kind; see `abbreviation-precision.ts`. */
  readonly precision: number;
}

const byName = new Map<RuleName, (typeof rules)[number]>(rules.map((rule) => [rule.name, rule]));

const alphanumeric = /[\p{L}\p{N}]/u;

/** Words of a long form at most; Schwartz and Hearst 2003. */
function mostWords(surface: string): number {
  return Math.min(surface.length + 5, surface.length * 2);
}

/** The last words of a stretch, as many as a long form of `surface` may have. */
export function wordsBefore(stretch: string, surface: string): string {
  const starts = [...stretch.matchAll(/\S+/gu)].map((match) => match.index);
  return stretch.slice(starts.at(-Math.min(mostWords(surface), starts.length)) ?? 0);
}

/** A long form is longer than the short one, does not hold it, has a word or several, and is not absurdly wordy. */
export function likely(surface: string, long: string): boolean {
  if (long.length <= surface.length || !/\p{L}{3}|\s/u.test(long)) return false;
  if (long.split(/\s+/u).length > mostWords(surface)) return false;
  const at = long.indexOf(surface);
  return (
    at < 0 || alphanumeric.test(long[at - 1] ?? "") || alphanumeric.test(long[at + surface.length] ?? "")
  );
}

/**
 * Where the long form of a short form begins in the words before it, by the surest rule that applies.
 *
 * @param stretch ends where the long form ends
 * @returns the start in `stretch`
 */
export function findLongForm(short: ShortForm, surface: string, stretch: string): LongFormStart | undefined {
  const before = wordsBefore(stretch, surface);
  const candidate = candidateOf(before);
  if (!candidate) return undefined;
  const letters = short.singular !== undefined && before.endsWith("s") ? short.singular : short.letters;
  for (const [name, precision] of precisionOf[short.kind]) {
    const start = startBy(byName.get(name)!, letters, candidate);
    if (start >= 0 && likely(surface, before.slice(start))) {
      return { start: stretch.length - before.length + start, rule: name, precision };
    }
  }
  return undefined;
}
