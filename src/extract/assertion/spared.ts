import type { Predicate } from "../../domain/predicate.js";

/** What a treatment does to a disease, and what a cause does: words as regular expressions. */
export const lowering =
  "(?:reduc\\p{L}*|decreas\\p{L}*|declin\\p{L}*|lower\\p{L}*|prevent\\p{L}*|attenuat\\p{L}*|inhibit\\p{L}*|protect\\p{L}*|ameliorat\\p{L}*|alleviat\\p{L}*|improv\\p{L}*|suppress\\p{L}*|block\\p{L}*|abolish\\p{L}*|revers\\p{L}*|benefit\\p{L}*)";
export const raising =
  "(?:increas\\p{L}*|rais\\p{L}*|elevat\\p{L}*|worsen\\p{L}*|exacerbat\\p{L}*|aggravat\\p{L}*|induc\\p{L}*|caus\\p{L}*|provok\\p{L}*|trigger\\p{L}*|promot\\p{L}*|enhanc\\p{L}*)";

const treating: readonly Predicate[] = ["treats", "preventative_for_condition", "negatively_correlated_with"];
const causing: readonly Predicate[] = ["causes", "contributes_to", "positively_correlated_with"];

const [lowers, raises] = [lowering, raising].map(
  // Up to two words may stand before it: “not significantly increase”, “no further rise”.
  (words) => new RegExp(`^\\s+(?:\\p{L}{1,30}\\s+){0,2}?${words}(?!\\p{L})`, "iu"),
) as [RegExp, RegExp];
const window = 120;

/**
 * Predicates that a denial leaves alone, by what it denies: “did not increase mortality” does not deny that a drug treats, “did
 * not prevent arrhythmia” does not deny that it causes.
 *
 * @param end where the denying words end in `text`
 */
export function sparedBy(text: string, end: number): readonly Predicate[] {
  const following = text.slice(end, end + window);
  return raises.test(following) ? treating : lowers.test(following) ? causing : [];
}
