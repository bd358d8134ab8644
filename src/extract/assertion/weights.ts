import file from "./weights.json" with { type: "json" };

export type CueKind = "negation" | "speculation";

/** The features that have weights, `cue` and `scope-features.ts` say what they mean. */
const templates = [
  "bias",
  "cue",
  "left",
  "left 2",
  "right",
  "right 2",
  "before",
  "after",
  "doubt before",
  "doubt",
  "has before",
  "has after",
  "brackets",
  "first",
  "R far",
  "R joint",
  "R commas",
  "R then",
  "R last",
  "R following",
  "R brackets",
  "R verb",
  "R far joint",
  "R crossed",
  "L joint",
  "L far",
  "L before",
  "L after",
  "L passive",
  "L first",
  "L commas",
  "L earlier",
  "L far joint",
  "L verbs",
  "L brackets",
  "L crossed",
] as const;
type Template = (typeof templates)[number];

/** A feature's template as a number, for {@link weight}. */
export const template = Object.fromEntries(templates.map((name, index) => [name, index])) as Readonly<
  Record<Template, number>
>;

/** Words and other parts of features by number; what no weight asks for is 0. */
const ids = new Map<string, number>([["", 1]]);
const rows = file.weights.map((line) => {
  const [name, a, b, value] = line.split("\t") as [Template, string, string, string];
  return { template: template[name], a: numbered(a), b: numbered(b), value: Number(value) };
});
const width = ids.size + 1;
const weights = new Map(rows.map((row) => [(row.template * width + row.a) * width + row.b, row.value]));

function numbered(text: string): number {
  const id = ids.get(text) ?? ids.size + 1;
  ids.set(text, id);
  return id;
}

/** The number of a part of a feature, 0 when no weight asks for it. */
export function idOf(text: string): number {
  return ids.get(text) ?? 0;
}

/** The number of the part that is left empty. */
export const nothing = 1;

/**
 * The weight of a feature, 0 for most: numbers for its template and both parts, since thousands are asked for in a
 * sentence and joined strings would cost ten times as much.
 */
export function weight(of: number, a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : (weights.get((of * width + a) * width + b) ?? 0);
}

/** A run of words that may be a cue, and of which kinds. */
export interface Phrase {
  readonly words: readonly string[];
  readonly kinds: readonly CueKind[];
}

/** The phrases by their first word. */
export const phrases: ReadonlyMap<string, readonly Phrase[]> = byFirstWord();

function byFirstWord(): Map<string, Phrase[]> {
  const found = new Map<string, Phrase[]>();
  for (const line of file.phrases) {
    const [phrase, ...kinds] = line.split("\t") as [string, ...CueKind[]];
    const words = phrase.split(" ");
    const same = found.get(words[0]!);
    if (same) same.push({ words, kinds });
    else found.set(words[0]!, [{ words, kinds }]);
  }
  return found;
}
