/** A short form without its final "s": "ILDs" of "interstitial lung diseases". */
const plural = /[\p{Lu}\p{N}]s$/u;
const alphanumeric = /[\p{L}\p{N}]/gu;
const mostLetters = 12;
/** In brackets by themselves, and never short for anything. */
const never = new Set(
  "and or see e.g i.e eg ie cf viz fig figs ref refs table letter comment review abstract no vs data years".split(
    " ",
  ),
);

const makes = ["letters", "digits", "marks"] as const;
const lengths = [1, 2, 3, 4, 5] as const;

/**
 * The kind of a short form: what it is made of, and how many letters and digits it has (5 stands for all above): of
 * letters alone (`letters3`), with digits (`digits2`), or with other characters (`marks4`).
 */
export type ShortFormKind = `${(typeof makes)[number]}${(typeof lengths)[number]}`;
export const shortFormKinds = makes.flatMap((made) =>
  lengths.map((length): ShortFormKind => `${made}${length}`),
);

/** A short form as the rules read it. */
export interface ShortForm {
  readonly kind: ShortFormKind;
  /** Letters and digits, small. */
  readonly letters: string;
  /** Letters and digits without the s of the plural, where that may be one. */
  readonly singular?: string;
}

/**
 * Reads what may be a short form: 1 to 12 letters and digits in at most two words, a letter among them, beginning with a
 * letter or digit or a bracketed one; one letter alone must be a capital, and small letters alone ("that is") must be one word of at
 * most five. Measures, numbers with a comparison and references are none.
 */
export function readShortForm(text: string): ShortForm | undefined {
  const letters = (text.match(alphanumeric) ?? []).join("");
  const length = letters.length;
  if (length === 0 || length > mostLetters || text.length > mostLetters + 6) return undefined;
  if (!/^[\p{L}\p{N}([]/u.test(text) || !/\p{L}/u.test(letters) || /[=<>≤≥±%:]/u.test(text)) return undefined;
  const words = text.split(/\s+/u).length;
  if (
    words > 2 ||
    never.has(text.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase()).replace(/\.$/u, ""))
  )
    return undefined;
  // "5 mg", "Smith 2001"
  if (words === 2 && /^[\d.,]+\s|\s\d{4}$/u.test(text)) return undefined;
  const capitals = /[\p{Lu}\p{N}]/u.test(text);
  if (!capitals && (words > 1 || length === 1 || length > 5 || text.includes("."))) return undefined;
  if (length === 1 && text.length > 1) return undefined;
  const small = letters.toLowerCase();
  if (small.length !== length) return undefined;
  const made = /[^\p{L}\p{N}]/u.test(text) ? "marks" : /\p{N}/u.test(text) ? "digits" : "letters";
  return {
    kind: `${made}${Math.min(length, 5)}` as ShortFormKind,
    letters: small,
    ...(plural.test(text) && length > 2 ? { singular: small.slice(0, -1) } : {}),
  };
}
