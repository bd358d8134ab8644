import { american, counted, emptyWords, greek, roman, romanAfterCounted } from "./spelling.js";

/** Part of the index' fingerprint: raise it when a name's form or key changes. */
export const normalisationVersion = 2;

const combining = /\p{Mn}/gu;
const greekLetter = /[α-ω]/gu;
const runs = /\p{L}+|\p{N}+/gu;

function spelled(word: string): string {
  let result = word;
  for (const [british, ours] of american) {
    if (result.includes(british)) result = result.replaceAll(british, ours);
  }
  return result;
}

/**
 * The form in which names are compared: no marks, no case, no punctuation, letters and digits apart, Greek spelled out, American
 * spelling, Roman numerals as digits.
 *
 * @example
 * normalForm("Type II Diabetes-Mellitus") === "type 2 diabetes mellitus"
 * normalForm("TNFα") === "tnf alpha"
 * normalForm("KF17837") === "kf 17837"
 */
export function normalForm(name: string): string {
  const letters = name
    .normalize("NFKD")
    .replace(combining, "")
    .toLowerCase()
    .replace(greekLetter, (letter) => (greek.has(letter) ? ` ${greek.get(letter)} ` : letter));
  const words: string[] = [];
  for (const raw of letters.match(runs) ?? []) {
    const word = spelled(raw);
    const before = words.at(-1);
    const digits =
      roman.get(word) ??
      (before !== undefined && counted.has(before) ? romanAfterCounted.get(word) : undefined);
    words.push(digits ?? word);
  }
  return words.join(" ");
}

/** `"ies"` → `"y"`, else without a final `"s"` that is no part of the stem; short words stay. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/u.test(word)) return word.slice(0, -1);
  return word;
}

/** Longest symbol, in characters without spaces, that is compared as one word. */
const longestSymbol = 12;

/**
 * The key for exact look-up, from a normal form. Names of words: singular words without the empty ones, sorted, so that
 * "Anemias, Sickle Cell" and "sickle cell anemia" meet. With `symbols`, short forms are run together instead, so that
 * "IL-2" and "IL2" meet.
 */
export function keyOf(form: string, symbols = false): string {
  if (symbols) {
    const compact = form.replaceAll(" ", "");
    if (compact.length <= longestSymbol) return compact;
  }
  if (!form.includes(" ")) return singular(form);
  const words = form.split(" ");
  const kept = words.filter((word) => !emptyWords.has(word));
  return (kept.length > 0 ? kept : words).map(singular).sort().join(" ");
}
