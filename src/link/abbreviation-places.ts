/** Where the letters of a short form may stand in the words before it. */

/** Beginning of a word, beginning of a part of one ("17-β-estradiol", "p53"), or inside a part; 0 for all else. */
export const place = { none: 0, inside: 1, part: 2, word: 3 } as const;

/** Words that a short form leaves out more often than others; Ab3P's stop words are these and some that never matter. */
const emptyWords = new Set(
  "a an and as at by during due for from in into its of on or per the their to under using via versus vs with within without".split(
    " ",
  ),
);

const numerals: ReadonlyMap<string, string> = new Map(
  Object.entries({
    i: "1",
    ii: "2",
    iii: "3",
    iv: "4",
    v: "5",
    vi: "6",
    one: "1",
    two: "2",
    three: "3",
    four: "4",
    five: "5",
    first: "1",
    second: "2",
    third: "3",
  }),
);

const greek: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: "alpha",
    β: "beta",
    γ: "gamma",
    δ: "delta",
    ε: "epsilon",
    ζ: "zeta",
    η: "eta",
    θ: "theta",
    κ: "kappa",
    λ: "lambda",
    μ: "mu",
    σ: "sigma",
    τ: "tau",
    ω: "omega",
  }),
);
const greekByName = new Map([...greek].map(([letter, name]) => [name, letter]));

/** The words before a short form, laid out for the search: one entry a UTF-16 unit, in small letters. */
export interface Candidate {
  readonly text: string;
  /** Of {@link place}. */
  readonly places: Uint8Array;
  /** What a character also stands for: "2" at the beginning of "II", "α" at that of "alpha", "a" at "α"; else "". */
  readonly also: readonly string[];
  /** The number of the word (between blanks) that a character belongs to. */
  readonly wordAt: Uint16Array;
  readonly words: readonly CandidateWord[];
}

interface CandidateWord {
  readonly start: number;
  readonly empty: boolean;
}

const letter = /\p{L}/u;
const digit = /\p{N}/u;

function kindOf(char: string): "letter" | "digit" | "other" {
  if (char >= "a" && char <= "z") return "letter";
  if (char >= "0" && char <= "9") return "digit";
  if (char < "\u0080") return "other";
  return letter.test(char) ? "letter" : digit.test(char) ? "digit" : "other";
}

/** @returns undefined when the small letters are longer than the capitals ("İ"), for then every index would shift */
export function candidateOf(surface: string): Candidate | undefined {
  const text = surface.toLowerCase();
  if (text.length !== surface.length) return undefined;
  const places = new Uint8Array(text.length);
  const wordAt = new Uint16Array(text.length);
  const also: string[] = new Array<string>(text.length).fill("");
  const words: CandidateWord[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    const word = match[0];
    words.push({ start: match.index, empty: emptyWords.has(word) });
    let before: ReturnType<typeof kindOf> = "other";
    let begun = false;
    for (let at = 0; at < word.length; at += 1) {
      const kind = kindOf(word[at]!);
      const position = match.index + at;
      wordAt[position] = words.length - 1;
      if (kind !== "other") {
        places[position] = !begun ? place.word : kind !== before ? place.part : place.inside;
        begun = true;
        if (kind !== before && before === "other") also[position] = alias(word, at);
        else if (greek.has(word[at]!)) also[position] = greek.get(word[at]!)![0]!;
      }
      before = kind;
    }
  }
  return { text, places, also, wordAt, words };
}

/** What the part of a word that begins at `at` also stands for. */
function alias(word: string, at: number): string {
  const first = greek.get(word[at]!);
  if (first) return first[0]!;
  const part = /^\p{L}+/u.exec(word.slice(at))?.[0];
  return part === undefined ? "" : (numerals.get(part) ?? greekByName.get(part) ?? "");
}
