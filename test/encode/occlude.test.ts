import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordStarts } from "../../src/domain/words.js";
import { type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { windowsOf } from "../../src/segment/windows.js";
import { damagedCopy, jointFolder } from "./model-copy.js";

const lexiconFolder = join(import.meta.dirname, "..", "fixtures", "lexicon");
const open = (folder: string) => openJointEncoder(folder, { device: "cpu", layWindows: windowsOf });

async function encodingOf(encoder: JointEncoder, text: string) {
  const [encoding] = await encoder.encode([text]);
  return encoding!;
}

describe("occlusion", () => {
  const text = "Metformin did not help against gout.";
  let encoder: JointEncoder;
  beforeAll(async () => {
    encoder = await open(jointFolder);
  });
  afterAll(() => encoder.close());

  it("gives the tags of the stretch as it is, then with each word hidden", async () => {
    const { tokens, tagLogits } = await encodingOf(encoder, text);
    const starts = wordStarts(text, tokens);
    const hidden = [...starts.slice(0, -1)].map((start, word) => [start, starts[word + 1]!] as const);
    const answers = await encoder.occlude({ text, tokens, hidden });
    expect(answers).toHaveLength(hidden.length + 1);
    const [whole, ...without] = answers;
    expect(whole).toHaveLength(tagLogits.length);
    // Alone and in company differ by the scales of dynamic int8 alone.
    const apart =
      whole!.reduce((sum, value, at) => sum + Math.abs(value - tagLogits[at]!), 0) / tagLogits.length;
    expect(apart).toBeLessThan(0.5);
    for (const answer of without) {
      expect(answer.every(Number.isFinite)).toBe(true);
      expect(answer).not.toEqual(whole);
    }
  });

  it("is the same every time, and nothing beside the stretch when nothing is hidden", async () => {
    const { tokens } = await encodingOf(encoder, text);
    const ask = () => encoder.occlude({ text, tokens, hidden: [[0, 2]] });
    expect(await ask()).toEqual(await ask());
    expect(await encoder.occlude({ text, tokens, hidden: [] })).toHaveLength(1);
  });
});

describe("occlusion with a dictionary", () => {
  it("takes the hidden word from every name that holds it", async () => {
    const encoder = await open(lexiconFolder);
    try {
      const text = "ovarian cancer";
      const { tokens } = await encodingOf(encoder, text);
      const starts = wordStarts(text, tokens);
      const hidden = [[0, starts[1]!] as const, [starts[1]!, tokens.ids.length] as const];
      // The fixture's tags are its features: logits of Disease are 4.5 for O and 9 for B and I where a name is.
      const isDisease = (logits: Float32Array) =>
        Array.from(tokens.ids, (_, token) => Math.max(logits[token * 9 + 1]!, logits[token * 9 + 2]!) > 4.5);
      const [whole, first, second] = (await encoder.occlude({ text, tokens, hidden })).map(isDisease);
      const within = (word: 0 | 1) =>
        Array.from(tokens.ids, (_, token) => starts[word]! <= token && token < starts[word + 1]!);
      expect(whole!.every(Boolean)).toBe(true);
      expect(first, "“cancer” is a name of its own").toEqual(within(1));
      expect(second, "“ovarian” is none").toEqual(within(1).map(() => false));
    } finally {
      await encoder.close();
    }
  });

  it("refuses a model without a mask token, saying what is missing", async () => {
    const encoder = await open(damagedCopy(lexiconFolder, { manifest: (m) => delete m.specialTokenIds }));
    try {
      const { tokens } = await encodingOf(encoder, "cancer");
      await expect(encoder.occlude({ text: "cancer", tokens, hidden: [[0, 1]] })).rejects.toMatchObject({
        code: "BAD_MODEL",
        message: "dictionary 0.0.0 names no mask token, which explanations need",
      });
    } finally {
      await encoder.close();
    }
  });
});
