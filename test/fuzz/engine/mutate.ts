import type { Random } from "./random.js";

/** Bytes that formats stumble over: marks, line ends, half characters, characters of four bytes, numbers past all bounds. */
const awkward: readonly Buffer[] = [
  ...[
    "\0",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    "\v",
    "\ufeff",
    "\u2028",
    "\u00a0",
    "\uffff",
    "𝛼",
    "e\u0301",
    "ﬁ",
  ],
  ...["-1", "0", "1e999", "9007199254740993", "99999999999999999999", "NaN", "2147483648", "0x10", "1.5", ""],
  ...[
    '"',
    "'",
    "\\",
    "<",
    ">",
    "&",
    "{",
    "}",
    "[",
    "]",
    "|",
    ":",
    ";",
    "\\u0000",
    "\\ud800",
    "&#xD800;",
    "&#0;",
  ],
  ...["__proto__", "constructor", "toString", "null", "true", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<!"],
]
  .map((text) => Buffer.from(text))
  .concat([
    Buffer.from([0xff]),
    Buffer.from([0xc3]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from([0xf0, 0x9f]),
  ]);

type Mutation = (input: Buffer, random: Random, other: () => Buffer, words: readonly Buffer[]) => Buffer;

function put(input: Buffer, at: number, removed: number, added: Buffer): Buffer {
  return Buffer.concat([input.subarray(0, at), added, input.subarray(at + removed)]);
}

/** A stretch of the input: often short, at times a good part of it. */
function stretch(input: Buffer, random: Random): { readonly at: number; readonly length: number } {
  const at = random.below(input.length + 1);
  const most = random.chance(0.7) ? 12 : input.length;
  return { at, length: Math.min(input.length - at, random.below(most + 1)) };
}

/** The line or tag around a place, as formats are made of them. */
function pieceAt(input: Buffer, random: Random): { readonly at: number; readonly length: number } {
  const middle = random.below(input.length + 1);
  const [open, close] = random.chance(0.5) ? ["\n", "\n"] : ["<", ">"];
  const at = Math.max(0, input.lastIndexOf(open, middle));
  const end = input.indexOf(close, middle);
  return { at, length: (end < 0 ? input.length : end + 1) - at };
}

const mutations: readonly Mutation[] = [
  (input, random) => {
    const copy = Buffer.from(input);
    if (copy.length > 0) copy[random.below(copy.length)] = random.below(256);
    return copy;
  },
  (input, random) => put(input, random.below(input.length + 1), 0, random.pick(awkward)),
  (input, random) => {
    const { at, length } = stretch(input, random);
    return put(input, at, length, random.pick(awkward));
  },
  (input, random, _, words) => put(input, random.below(input.length + 1), 0, random.pick(words)),
  (input, random, _, words) => {
    const { at, length } = stretch(input, random);
    return put(input, at, length, random.pick(words));
  },
  (input, random) => {
    const { at, length } = stretch(input, random);
    return put(input, at, length, Buffer.alloc(0));
  },
  (input, random) => {
    const { at, length } = pieceAt(input, random);
    return put(input, at, length, Buffer.alloc(0));
  },
  (input, random) => {
    const { at, length } = pieceAt(input, random);
    return put(input, random.below(input.length + 1), 0, input.subarray(at, at + length));
  },
  (input, random) => {
    const { at, length } = stretch(input, random);
    return put(input, at, 0, input.subarray(at, at + length));
  },
  (input, random, other) => {
    const donor = other();
    const { at, length } = random.chance(0.5) ? pieceAt(donor, random) : stretch(donor, random);
    return put(input, random.below(input.length + 1), 0, donor.subarray(at, at + length));
  },
  (input, random, other) => {
    const donor = other();
    return Buffer.concat([
      input.subarray(0, random.below(input.length + 1)),
      donor.subarray(random.below(donor.length + 1)),
    ]);
  },
  (input, random) => {
    const numbers = [...input.toString("latin1").matchAll(/-?\d+/gu)];
    if (numbers.length === 0) return input;
    const { index, 0: digits } = random.pick(numbers);
    return put(
      input,
      index,
      digits.length,
      random.chance(0.5) ? random.pick(awkward) : Buffer.from(String(Number(digits) + random.below(5) - 2)),
    );
  },
  (input, random) => input.subarray(0, random.below(input.length + 1)),
];

/** A piece said over and over: what is quadratic, or nests without end, shows by it. */
function swollen(input: Buffer, random: Random, most: number): Buffer {
  const { at, length } = random.chance(0.5) ? pieceAt(input, random) : stretch(input, random);
  if (length === 0) return input;
  const times = Math.min(2 ** (1 + random.below(15)), Math.floor((most - input.length) / length));
  if (times < 1) return input;
  return put(input, at, 0, Buffer.alloc(times * length, input.subarray(at, at + length)));
}

/** One to six mutations; one input in fifty is then swollen up to `most` bytes. */
export function mutated(
  input: Buffer,
  random: Random,
  other: () => Buffer,
  words: readonly Buffer[],
  most: number,
): Buffer {
  let result = input;
  for (let left = 1 + random.below(6); left > 0; left -= 1)
    result = random.pick(mutations)(result, random, other, words);
  return random.chance(0.02) ? swollen(result, random, most) : result;
}
