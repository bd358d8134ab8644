import { type Nearest, wordsIn } from "./candidates.js";

/** Words around and between two mentions of a sentence, in lower case and in the order of the text. */
export interface PairContext {
  readonly before: readonly string[];
  readonly between: readonly string[];
  readonly after: readonly string[];
}

/** @param reach how many words before the first and after the second mention count */
export function contextOf(text: string, { sentence, earlier, later }: Nearest, reach: number): PairContext {
  return {
    before: wordsIn(text.slice(sentence.start, earlier.start)).slice(-reach),
    between: wordsIn(text.slice(earlier.end, later.start)),
    after: wordsIn(text.slice(Math.max(earlier.end, later.end), sentence.end)).slice(0, reach),
  };
}

const negations: ReadonlySet<string> = new Set(
  "no not nor neither never without cannot lack lacks lacked lacking absence absent fail fails failed failing unable unaffected unchanged unrelated ineffective".split(
    " ",
  ),
);
const hedges: ReadonlySet<string> = new Set(
  "may might could would can possible possibly perhaps probable probably likely potential potentially putative putatively suggest suggests suggested suggesting appear appears appeared seem seems seemed hypothesis hypothesize hypothesized hypothesised presumably whether unclear unknown investigate investigated examine examined evaluate evaluated determine assess assessed aim aimed".split(
    " ",
  ),
);

export function isNegation(word: string): boolean {
  return negations.has(word) || word.endsWith("n't") || word.endsWith("n’t");
}

export function isHedge(word: string): boolean {
  return hedges.has(word);
}
