import { errorsForgiven } from "../name-match.js";

/** What a name holds in any place, of a word that it matches but for so many errors. */
interface Way {
  readonly errors: number;
  readonly pieces: readonly string[];
}

/** Names that match more words match these too. */
const mostWords = 8;
/** No shorter piece is in a trigram. */
const shortest = 3;
/** So long a beginning of a word tells it from others. */
const longest = 16;

/** How many trigrams must be left of a word with none, one or two errors, for the names that have them to be few. */
const narrow = [1, 2, 4] as const;
/** To find more names, among many that do not match. */
const wide = [1, 1, 2] as const;

/**
 * A query of the trigram index for the names that may match words but for typing errors; undefined where all words are too short for one.
 *
 * An error leaves what stands before and behind it as it is, so a name that matches a misspelt word holds those two, for one place of the
 * error at least. That is asked for every place. Narrowly, names with one error in a word of six letters or more are all found: at 10^5
 * concepts dozens hold what is left, where any of a word's trigrams stands in tens of thousands. Navarro and Baeza-Yates 1998, “A practical
 * q-gram index for text retrieval allowing errors”, on what errors leave.
 */
export function trigramMatch(words: readonly string[], how: "narrow" | "wide"): string | undefined {
  const conditions = [...new Set(words)].slice(0, mostWords).flatMap((word) => {
    const ways = weakest(waysLeft([...word].slice(0, longest), how === "narrow" ? narrow : wide));
    return ways.length === 0 ? [] : [`(${ways.map(holding).join(" OR ")})`];
  });
  return conditions.length === 0 ? undefined : conditions.join(" AND ");
}

function waysLeft(letters: readonly string[], least: readonly number[]): readonly Way[] {
  const part = (from: number, to = letters.length) => letters.slice(from, Math.max(from, to)).join("");
  const most = errorsForgiven(part(0));
  const ways: Way[] = [{ errors: 0, pieces: [part(0)] }];
  for (const at of most > 0 ? letters.keys() : []) {
    // Another letter or one too many, one too few, two in the wrong order.
    const swapped = part(0, at) + (letters[at + 1] ?? "") + letters[at]! + part(at + 2);
    for (const pieces of [[part(0, at), part(at + 1)], [part(0, at), part(at)], [swapped]])
      ways.push({ errors: 1, pieces });
    for (let next = at + 1; most > 1 && next < letters.length; next++) {
      // One of the two may be two letters in the wrong order.
      for (const [first, second] of [
        [1, 1],
        [1, 2],
        [2, 1],
      ] as const) {
        const pieces = [part(0, at), part(at + first, next), part(Math.max(at + first, next + second))];
        ways.push({ errors: 2, pieces });
      }
    }
  }
  return ways
    .map(({ errors, pieces }) => ({ errors, pieces: pieces.filter((piece) => trigramsIn(piece) > 0) }))
    .filter(
      ({ errors, pieces }) => pieces.reduce((sum, piece) => sum + trigramsIn(piece), 0) >= least[errors]!,
    );
}

function trigramsIn(piece: string): number {
  return Math.max(0, [...piece].length - shortest + 1);
}

/** Without those that ask for more than another does. */
function weakest(ways: readonly Way[]): readonly Way[] {
  const asksFor = ({ pieces }: Way, other: Way) =>
    other.pieces.every((piece) => pieces.some((own) => own.includes(piece)));
  const kept: Way[] = [];
  for (const way of ways) {
    if (kept.some((other) => asksFor(way, other))) continue;
    const stays = kept.filter((other) => !asksFor(other, way));
    kept.splice(0, kept.length, ...stays, way);
  }
  return kept;
}

function holding({ pieces }: Way): string {
  const phrases = pieces.map((piece) => `"${piece}"`);
  return phrases.length === 1 ? phrases[0]! : `(${phrases.join(" AND ")})`;
}
