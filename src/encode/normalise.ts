import { LitweaveError } from "../domain/errors.js";

/**
 * Text as the tokenizer's model sees it, with the source of every unit: unit i of `text` comes from
 * UTF-16 units [starts[i], ends[i]) of the original. Both arrays never decrease.
 */
export interface MappedText {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What becomes of one character (a code point): nothing, itself, or several characters. */
type CharacterRule = (character: string) => string;

/** The `normalizer` of a `tokenizer.json`. */
export interface NormalizerConfig {
  readonly type: string;
  readonly clean_text?: boolean;
  readonly handle_chinese_chars?: boolean;
  readonly strip_accents?: boolean | null;
  readonly lowercase?: boolean;
  readonly normalizers?: readonly NormalizerConfig[];
}

/**
 * A normaliser that keeps alignment, for the kinds that work character by character. Equal to Hugging Face's Rust
 * `tokenizers` for every character assigned by Unicode 8, whose tables that library carries; newer marks and
 * punctuation (historic scripts, all of them) we treat as what they are.
 *
 * @throws LitweaveError `BAD_MODEL` for a kind that we do not know
 */
export function normaliserOf(config: NormalizerConfig | null): (text: string) => MappedText {
  const rule = config === null ? same : remembered(ruleOf(config));
  return (text) => mapCharacters(text, rule);
}

const same: CharacterRule = (character) => character;

function ruleOf(config: NormalizerConfig): CharacterRule {
  switch (config.type) {
    case "BertNormalizer":
      return bertRule(config);
    case "Lowercase":
      return lowercase;
    case "NFD":
      return (character) => character.normalize("NFD");
    case "NFKD":
      return (character) => character.normalize("NFKD");
    case "StripAccents":
      return (character) => character.replace(anyMark, "");
    case "Sequence":
      return (config.normalizers ?? []).map(ruleOf).reduce(chain, same);
    default:
      throw new LitweaveError(
        "BAD_MODEL",
        `the tokenizer's normaliser is ${config.type}, which is not known here`,
        {
          hint: "known are BertNormalizer, Lowercase, NFD, NFKD, StripAccents and Sequence",
        },
      );
  }
}

/** Clean text, space around CJK, decompose and drop accents, lower case: in this order. */
function bertRule(config: NormalizerConfig): CharacterRule {
  const lower = config.lowercase ?? true;
  const strips = config.strip_accents ?? lower;
  const steps: CharacterRule[] = [];
  if (config.clean_text ?? true) steps.push(clean);
  if (config.handle_chinese_chars ?? true) steps.push((c) => (isCjk(c.codePointAt(0)!) ? ` ${c} ` : c));
  if (strips) steps.push((character) => character.normalize("NFD").replace(nonspacingMark, ""));
  if (lower) steps.push(lowercase);
  return steps.reduce(chain, same);
}

const anyMark = /\p{M}/gu;
const nonspacingMark = /\p{Mn}/gu;
const otherCategory = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
/** Unicode's White_Space; JavaScript's `\s` lacks U+0085 and has U+FEFF besides. */
export const whiteSpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

function clean(character: string): string {
  if (character === "\t" || character === "\n" || character === "\r") return " ";
  if (character === "\0" || character === "\ufffd" || otherCategory.test(character)) return "";
  return whiteSpace.test(character) ? " " : character;
}

/** Each character alone: the final sigma has no special form here, as in Rust. */
function lowercase(character: string): string {
  return character.toLowerCase();
}

const cjkBlocks: readonly (readonly [number, number])[] = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
];

function isCjk(codePoint: number): boolean {
  return codePoint >= 0x3400 && cjkBlocks.some(([first, last]) => first <= codePoint && codePoint <= last);
}

function chain(first: CharacterRule, second: CharacterRule): CharacterRule {
  return (character) => {
    const between = first(character);
    if (between.length === 1) return second(between);
    let result = "";
    for (const part of between) result += second(part);
    return result;
  };
}

/** The rule with its answers kept: a text has few distinct characters, Unicode at most 1.1 million. */
function remembered(rule: CharacterRule): CharacterRule {
  const answers = new Map<string, string>();
  return (character) => {
    let answer = answers.get(character);
    if (answer === undefined) {
      answer = rule(character);
      answers.set(character, answer);
    }
    return answer;
  };
}

function mapCharacters(text: string, rule: CharacterRule): MappedText {
  const parts: string[] = [];
  let starts = new Int32Array(text.length + 16);
  let ends = new Int32Array(text.length + 16);
  let length = 0;
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const mapped = rule(character);
    if (length + mapped.length > starts.length) {
      starts = grown(starts, mapped.length);
      ends = grown(ends, mapped.length);
    }
    for (let i = 0; i < mapped.length; i += 1) {
      starts[length] = at;
      ends[length] = end;
      length += 1;
    }
    parts.push(mapped);
    at = end;
  }
  return { text: parts.join(""), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

function grown(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2 + needed);
  larger.set(array);
  return larger;
}
