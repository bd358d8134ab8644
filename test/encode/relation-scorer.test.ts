import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labelCount, readExtractorManifest } from "../../src/encode/extractor-manifest.js";
import {
  openRelationScorer,
  type PairQuestion,
  type RelationScorer,
} from "../../src/encode/relation-scorer.js";
import { damagedCopy, jointFolder } from "./model-copy.js";

const manifest = readExtractorManifest(jointFolder);
const { hiddenSize } = manifest;
const labels = labelCount(manifest);

/** Three entities of two mentions each in 40 tokens of made-up hidden states. */
function question(pairs: readonly number[]): PairQuestion {
  return {
    hidden: Float32Array.from({ length: 40 * hiddenSize }, (_, i) => Math.sin(i * 0.37) * 0.5),
    sentences: Array.from({ length: 40 }, (_, token) => Math.floor(token / 15)),
    mentionSpans: [1, 3, 5, 6, 9, 12, 20, 22, 25, 26, 30, 33],
    mentionEntity: [0, 1, 2, 0, 1, 2],
    entityTypes: [0, 1, 2],
    pairs,
  };
}

describe("the relation scorer", () => {
  let scorer: RelationScorer;
  beforeAll(async () => {
    scorer = await openRelationScorer(jointFolder);
  });
  afterAll(() => scorer.close());

  it("gives logits [pairs, labels], novelty [pairs] and attention [pairs, tokens] that sums to one", async () => {
    const { logits, novelty, attention } = await scorer.score(question([0, 1, 0, 2]));
    expect(logits).toHaveLength(2 * labels);
    expect(novelty).toHaveLength(2);
    for (const row of [0, 1]) {
      const sum = attention.subarray(row * 40, (row + 1) * 40).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 4);
    }
    expect([...logits, ...novelty].every(Number.isFinite)).toBe(true);
  });

  it("answers a pair alike alone and among others", async () => {
    const alone = await scorer.score(question([0, 2]));
    const among = await scorer.score(question([0, 1, 0, 2]));
    for (const [i, logit] of alone.logits.entries()) expect(among.logits[labels + i]!).toBeCloseTo(logit, 4);
  });
});

describe("opening a relation scorer", () => {
  it("refuses labels that the graph does not have, naming both counts", async () => {
    const folder = damagedCopy(jointFolder, {
      manifest: (manifest) => {
        const relations = manifest.relations as { groups: { labels: string[] }[] };
        relations.groups[0]!.labels.push("Invented");
      },
    });
    await expect(openRelationScorer(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(
        new RegExp(`output logits \\[.*${labels}\\], its manifest wants \\[pairs, ${labels + 1}\\]`),
      ),
    });
  });

  it("refuses a group that does not begin with None", async () => {
    const folder = damagedCopy(jointFolder, {
      manifest: (manifest) => {
        const relations = manifest.relations as { groups: { labels: string[] }[] };
        relations.groups[0]!.labels.reverse();
      },
    });
    await expect(openRelationScorer(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/begins group biored with Conversion; None was wanted/),
    });
  });
});
