import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layPassages } from "../../src/domain/document.js";
import { type Encoding, type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { openRelationScorer } from "../../src/encode/relation-scorer.js";
import { decodeMentions } from "../../src/extract/decode-mentions.js";
import { windowsOf } from "../../src/segment/windows.js";
import { tinyModels } from "./model-copy.js";

/** What Python says of one text (`training/tests/make_tiny_models.py`). Places in UTF-16 units. */
interface Case {
  readonly name: string;
  readonly text: string;
  readonly ids: readonly number[];
  readonly offsets: readonly (readonly [number, number])[];
  /** Thousandths, little-endian int16 in base64: [tokens, types, 3]. */
  readonly tagLogits: string;
  /** The same: [tokens, 4], the first four of the hidden states. */
  readonly hidden: string;
  readonly mentions: readonly (readonly [number, number, string])[];
}

/** Rounded to thousandths, float32 on another processor. */
const tolerance = 2e-3;

function numbers(base64: string): readonly number[] {
  const bytes = Buffer.from(base64, "base64");
  return Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) / 1_000);
}

function farthest(found: Iterable<number>, expected: readonly number[]): number {
  let most = 0;
  let i = 0;
  for (const value of found) most = Math.max(most, Math.abs(value - expected[i++]!));
  expect(i).toBe(expected.length);
  return most;
}

describe.each(["roberta", "bert-cased"])("a model with another tokenizer: %s", (name) => {
  const folder = join(tinyModels, name);
  const cases = JSON.parse(readFileSync(join(folder, "parity.json"), "utf8")) as readonly Case[];
  let encoder: JointEncoder;
  let encodings: readonly Encoding[];
  beforeAll(async () => {
    encoder = await openJointEncoder(folder, { device: "cpu", layWindows: windowsOf });
    encodings = await encoder.encode(cases.map(({ text }) => text));
  });
  afterAll(() => encoder.close());

  it("sees as many tokens as its manifest says, fewer than the shipped one", () => {
    expect(encoder.manifest.maxTokens).toBe(128);
    expect(encoder.manifest.decoding.windowTokens).toBe(126);
    expect(Math.max(...cases.map(({ ids }) => ids.length))).toBeGreaterThan(252);
  });

  it.each(cases.map((one, index) => ({ ...one, index })))("reads “$name” as Python does", (one) => {
    const { tokens, tagLogits, hidden } = encodings[one.index]!;
    expect([...tokens.ids]).toEqual(one.ids);
    expect([...tokens.ids].map((_, i) => [tokens.starts[i], tokens.ends[i]])).toEqual(one.offsets);
    expect(farthest(tagLogits, numbers(one.tagLogits))).toBeLessThan(tolerance);
    const { hiddenSize } = encoder.manifest;
    const firstFour = hidden.filter((_, i) => i % hiddenSize < 4);
    expect(farthest(firstFour, numbers(one.hidden))).toBeLessThan(tolerance);
  });

  it("finds the mentions that Python finds", () => {
    for (const [index, { text, mentions }] of cases.entries()) {
      const document = { passages: layPassages([{ kind: "abstract", role: "other", text }]) };
      const found = decodeMentions(document, encodings[index]!, encoder.manifest);
      expect(found.map(({ start, end, type }) => [start, end, type]).sort()).toEqual([...mentions].sort());
      for (const { start, end, text: surface } of found) expect(surface).toBe(text.slice(start, end));
    }
    expect(cases.reduce((sum, { mentions }) => sum + mentions.length, 0)).toBeGreaterThan(100);
  });

  it("has a relation head that runs on its hidden states", async () => {
    const scorer = await openRelationScorer(folder);
    try {
      const answer = await scorer.score({
        hidden: encodings[0]!.hidden,
        sentences: cases[0]!.ids.map(() => 0),
        mentionSpans: [0, 2, 5, 6],
        mentionEntity: [0, 1],
        entityTypes: [0, 1],
        pairs: [0, 1],
      });
      const labels = encoder.manifest.relations.groups.flatMap((group) => group.labels);
      expect(answer.logits).toHaveLength(labels.length);
      expect(answer.attention).toHaveLength(cases[0]!.ids.length);
    } finally {
      await scorer.close();
    }
  });
});
