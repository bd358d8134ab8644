/**
 * Composite mentions: "breast and ovarian cancer" names two concepts. {@link readings} only proposes; whether a
 * mention is split is decided by the scores of its parts.
 */

const joint = /\s*(?:,\s*(?:and\/or|and|or|&)\s|,\s|\s(?:and\/or|and|or|as well as|&)\s|\/)\s*/u;
const ofPhrase = /^(.+?\s(?:of|in)\s(?:the\s)?)(.+)$/u;
const mostParts = 6;
/** Beginnings that a part may drop its stem for: "hypo- and hyperthyroidism". */
const prefixes =
  /^(?:hyper|hypo|micro|macro|mono|poly|intra|extra|inter|pre|post|neuro|cardio|hepato|nephro|pro|anti|endo|exo|tri|di|bi|normo|iso)-?/iu;

function lastWords(text: string, count: number): string {
  return text.split(/\s+/u).slice(-count).join(" ");
}

function firstWords(text: string, count: number): string {
  return text.split(/\s+/u).slice(0, count).join(" ");
}

function wordCount(text: string): number {
  return text.split(/\s+/u).length;
}

/** "type 1 and 2 diabetes", "breast and ovarian cancer": the last part lends its head, the first perhaps its beginning. */
function sharedHeads(parts: readonly string[]): readonly (readonly string[])[] {
  const first = parts[0]!;
  const last = parts.at(-1)!;
  const found: string[][] = [];
  for (let words = Math.min(3, wordCount(last) - 1); words >= 1; words -= 1) {
    const head = lastWords(last, words);
    const headed = parts.slice(0, -1).map((part) => `${part.replace(/-$/u, "")} ${head}`);
    found.push([...headed, last]);
    for (let lent = 1; lent <= Math.min(2, wordCount(first) - 1); lent += 1) {
      const start = firstWords(first, lent);
      found.push([headed[0]!, ...headed.slice(1).map((part) => `${start} ${part}`), `${start} ${last}`]);
    }
  }
  return found;
}

/** "cancer of the breast and ovary", "diabetes type 1 and 2": the first part lends its beginning. */
function sharedBeginnings(parts: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = parts as [string, ...string[]];
  const found: string[][] = [];
  const phrase = ofPhrase.exec(first);
  if (phrase) found.push([first, ...rest.map((part) => phrase[1]! + part)]);
  for (let words = Math.min(2, wordCount(first) - 1); words >= 1; words -= 1) {
    found.push([first, ...rest.map((part) => `${firstWords(first, words)} ${part}`)]);
  }
  return found;
}

/** "BRCA1/2", "MMP-2 and -9", "IL-1alpha and beta": later parts replace the end of the first. */
function sharedStem(parts: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = parts as [string, ...string[]];
  const ends = rest.map((part) => part.replace(/^-/u, ""));
  const numbers = ends.every((end) => /^\d{1,3}[A-Za-z]?$/u.test(end));
  const letters = ends.every((end) => /^(?:[A-Za-z]|alpha|beta|gamma|delta|epsilon|[α-ω])$/u.test(end));
  const stem = numbers
    ? /^(.*?\D)\d+[A-Za-z]?$/u.exec(first)
    : letters
      ? /^(.*?[^A-Za-zα-ω]|.*?(?=[A-Zα-ω]$))(?:[A-Za-z]|alpha|beta|gamma|delta|epsilon|[α-ω])$/u.exec(first)
      : null;
  return stem ? [[first, ...ends.map((end) => stem[1]! + end)]] : [];
}

/** "hypo- and hyperthyroidism": parts that end in a hyphen take what follows the last part's own beginning. */
function sharedEnding(parts: readonly string[]): readonly (readonly string[])[] {
  const last = parts.at(-1)!;
  const others = parts.slice(0, -1);
  const rest = last.replace(prefixes, "");
  if (rest === last || !others.every((part) => part.endsWith("-"))) return [];
  return [[...others.map((part) => part.slice(0, -1) + rest), last]];
}

/**
 * The ways to read a mention as several names, the likeliest first; empty when nothing joins.
 *
 * @example
 * readings("breast and ovarian cancer")[0] // ["breast cancer", "ovarian cancer"]
 */
export function readings(mention: string): readonly (readonly string[])[] {
  const parts = mention
    .replace(/^(?:both|either)\s+/iu, "")
    .split(joint)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2 || parts.length > mostParts) return [];
  return [
    ...sharedEnding(parts),
    ...sharedStem(parts),
    ...sharedHeads(parts),
    ...sharedBeginnings(parts),
    parts,
  ];
}
