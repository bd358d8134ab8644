/**
 * Where the long form of a short form begins in the words before it. The strategies are tried from strict to lax, the
 * first that answers wins, after Sohn et al. 2008, "Abbreviation definition identification based on automatic
 * precision estimates" (Ab3P); the last is the algorithm of Schwartz and Hearst 2003, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text", which alone takes "pump inhibitors" for PPI.
 */

const wordChar = /[\p{L}\p{N}]/u;
const emptyWords = new Set("a an and by due for from in of on or the to with versus".split(" "));

interface Word {
  readonly start: number;
  readonly initial: string;
  readonly empty: boolean;
}

/** Words begin after blanks, hyphens and slashes. */
function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}][^\s/-]*/gu)].map((match) => ({
    start: match.index,
    initial: match[0][0]!,
    empty: emptyWords.has(match[0]),
  }));
}

/** Each letter is the initial of one of the last words, in order; `skipping` passes over empty words. */
function byInitials(letters: string, text: string, skipping: boolean): number {
  const words = wordsOf(text);
  let place = words.length;
  let start = -1;
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    do place -= 1;
    while (skipping && place >= 0 && words[place]!.empty && words[place]!.initial !== letters[at]);
    if (place < 0 || words[place]!.initial !== letters[at]) return -1;
    start = words[place]!.start;
  }
  return start;
}

/** Schwartz and Hearst's findBestLongForm; the last letter must be found in one of the last two words. */
function byAnyLetter(letters: string, text: string): number {
  let at = text.length;
  for (let index = letters.length - 1; index >= 0; index -= 1) {
    do at -= 1;
    while (
      at >= 0 &&
      (text[at] !== letters[index] || (index === 0 && at > 0 && wordChar.test(text[at - 1]!)))
    );
    if (at < 0 || (index === letters.length - 1 && /\s\S+\s/u.test(text.slice(at)))) return -1;
  }
  return at;
}

/** With the locants in front of it: "2,6-diaminopurine" is named whole, "non-high-density" is not. */
function withLocants(text: string, start: number): number {
  const locants = /(?<![^\s([])(?:[\d',.+-]|\p{L}(?!\p{L}))+$/u.exec(text.slice(0, start));
  return locants ? locants.index : start;
}

/** @returns where in `candidate`, whose end is the end of the long form, or −1 */
export function longFormStart(short: string, candidate: string): number {
  const text = candidate.toLowerCase();
  // A letter whose lower case is longer would shift every index; such texts define nothing we could point at.
  if (text.length !== candidate.length) return -1;
  const plural = /[A-Z0-9]s$/u.test(short) && text.endsWith("s");
  const letters = [...(plural ? short.slice(0, -1) : short).toLowerCase()]
    .filter((char) => wordChar.test(char))
    .join("");
  if (letters === "") return -1;
  // "2b" and "ASA 3200" fit any text too easily.
  const lax = !/^\p{N}.?$|\s/u.test(short);
  for (const start of [
    byInitials(letters, text, false),
    byInitials(letters, text, true),
    lax ? byAnyLetter(letters, text) : -1,
  ]) {
    if (start >= 0) return withLocants(text, start);
  }
  return -1;
}
