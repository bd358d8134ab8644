// The rules that `training/terminology/concept.py` has for the shipped terminology.

const word = /[\p{L}\p{N}]+/gu;
const letter = /\p{L}/u;
/** Aliases that, as a lower-cased word, are far more often plain English than a name of the concept. */
const english = new Set(
  (
    "a all am an and are as at be but by can do for from had has have he her hers him his how i if in into is it its me " +
    "more most my no nor not of off on or our out she so than that the their them then there they this to too up us was " +
    "we were what when which who will with you your other unknown none new old one two"
  ).split(" "),
);

/** Names no text means: a single character, digits and signs alone, a function word of English. */
function isNoise(name: string): boolean {
  return name.length < 2 || !letter.test(name) || english.has(name.toLowerCase());
}

/** The name as a sorted bag of lower-cased words: equal for "Anemia, Sickle Cell" and "Sickle Cell Anemia". */
export function bagOfWords(name: string): string {
  return (name.toLowerCase().match(word) ?? []).sort().join(" ");
}

/** A name with single spaces, and without the quotation marks around it; empty when there is nothing else. */
export function cleanName(name: string): string {
  const spaced = /\s\s|^\s|\s$|[^\S ]/u.test(name) ? name.replace(/\s+/gu, " ").trim() : name;
  return spaced.startsWith('"') && spaced.endsWith('"') && spaced.length > 2
    ? spaced.slice(1, -1).trim()
    : spaced;
}

/**
 * Synonyms in order of appearance, without noise, repeats (case ignored) and inverted forms.
 *
 * An inverted form ("Diseases, Heart") goes when another name of the concept has the same words without a comma.
 */
export function tidySynonyms(preferred: string, names: Iterable<string>): readonly string[] {
  const seen = new Set([preferred.toLowerCase()]);
  const kept: string[] = [];
  let inverted = false;
  for (const raw of names) {
    const name = cleanName(raw);
    const folded = name.toLowerCase();
    if (seen.has(folded) || isNoise(name)) continue;
    seen.add(folded);
    kept.push(name);
    inverted ||= name.includes(", ");
  }
  if (!inverted) return kept;
  const natural = new Set([preferred, ...kept].filter((name) => !name.includes(", ")).map(bagOfWords));
  return kept.filter((name) => !name.includes(", ") || !natural.has(bagOfWords(name)));
}
