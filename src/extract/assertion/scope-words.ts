import { type CueKind, idOf } from "./weights.js";
import type { Word } from "./words.js";

/** Words at which a clause or a phrase may begin or end. */
const joiners =
  "and or but that which who whether because while although though whereas if when where since as however , ; : ( ) - suggesting indicating to by in of for with from than".split(
    " ",
  );
const auxiliaries =
  "is are was were be been being has have had do does did may might can could will would should".split(" ");

/** Words that a scope seldom crosses, in the order of {@link ScopeWords.crossed}. */
export const crossing = ["that", "which", "and", "but", "whereas", "or", "whether"] as const;

/** What stands at a boundary: one of the words above, or its kind of place. Numbers of features that name it. */
export interface Joint {
  readonly name: string;
  readonly id: number;
  readonly withKind: Readonly<Record<CueKind, number>>;
}

const joints = new Map(
  ["end", "word", "cue", "begin", ...joiners, ...auxiliaries].map((name): [string, Joint] => [
    name,
    {
      name,
      id: idOf(name),
      withKind: { negation: idOf(`negation ${name}`), speculation: idOf(`speculation ${name}`) },
    },
  ]),
);
export const joint = {
  end: joints.get("end")!,
  word: joints.get("word")!,
  cue: joints.get("cue")!,
  begin: joints.get("begin")!,
};
const auxiliary = new Set(auxiliaries);
const joining = new Set([...joiners, ...auxiliaries]);

/**
 * A sentence's words as numbers of features, by place + 2, with two places beyond either end; and sums over the first n
 * words, so that a range costs two look-ups.
 */
export interface ScopeWords {
  readonly length: number;
  readonly ids: Int32Array;
  /** Of the last two and three letters. */
  readonly endings2: Int32Array;
  readonly endings3: Int32Array;
  readonly joints: readonly Joint[];
  readonly participles: Uint8Array;
  /** Whether a sentence may end before this word: it is a full stop and the last, or beyond the last. */
  readonly closing: (place: number) => boolean;
  readonly commas: Int32Array;
  readonly brackets: Int32Array;
  readonly auxiliaries: Int32Array;
  readonly crossed: readonly Int32Array[];
}

export function prepareScopeWords(words: readonly Word[]): ScopeWords {
  const { length } = words;
  const texts = ["<", "<", ...words.map(({ text }) => text), ">", ">", ">"];
  const sums = (of: (text: string) => number) => {
    const all = new Int32Array(length + 1);
    for (let place = 0; place < length; place += 1) all[place + 1] = all[place]! + of(words[place]!.text);
    return all;
  };
  const last = words.at(-1)?.text ?? "";
  const stop = last === "." || last === "?" || last === "!";
  return {
    length,
    ids: Int32Array.from(texts, idOf),
    endings2: Int32Array.from(texts, (text) => idOf(`~${text.slice(-2)}`)),
    endings3: Int32Array.from(texts, (text) => idOf(`~${text.slice(-3)}`)),
    joints: texts.map((text) => (joining.has(text) ? joints.get(text)! : joint.word)),
    participles: Uint8Array.from(texts, (text) => (text.endsWith("ed") || text.endsWith("en") ? 1 : 0)),
    closing: (place) => place >= length || (stop && place === length - 1),
    commas: sums((text) => (text === "," ? 1 : 0)),
    brackets: sums((text) => (text === "(" ? 1 : text === ")" ? -1 : 0)),
    auxiliaries: sums((text) => (auxiliary.has(text) ? 1 : 0)),
    crossed: crossing.map((name) => sums((text) => (text === name ? 1 : 0))),
  };
}
