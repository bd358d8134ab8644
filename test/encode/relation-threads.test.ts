import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExtractorManifest } from "../../src/encode/extractor-manifest.js";
import { openRelationScorer, type PairQuestion } from "../../src/encode/relation-scorer.js";
import { openRelationThreads, type RelationThreads } from "../../src/encode/relation-threads.js";
import { busyDuring } from "../event-loop.js";
import { damagedCopy, jointFolder } from "./model-copy.js";

const { hiddenSize } = readExtractorManifest(jointFolder);

/** `entities` entities of one mention each in `tokens` tokens of made-up hidden states, and all of their pairs. */
function question(entities: number, tokens: number, hidden = hiddenStates(tokens)): PairQuestion {
  const order = [...Array(entities).keys()];
  return {
    hidden,
    sentences: Array.from({ length: tokens }, (_, token) => Math.floor(token / 9)),
    mentionSpans: order.flatMap((entity) => [2 * entity, 2 * entity + 1]),
    mentionEntity: order,
    entityTypes: order.map((entity) => entity % 3),
    pairs: order.flatMap((a) => order.slice(a + 1).flatMap((b) => [a, b])),
  };
}

function hiddenStates(tokens: number): Float32Array {
  return Float32Array.from({ length: tokens * hiddenSize }, (_, i) => Math.sin(i * 0.37) * 0.5);
}

describe("the relation heads' threads", () => {
  let threads: RelationThreads;
  beforeAll(async () => {
    threads = await openRelationThreads([jointFolder, jointFolder]);
  });
  afterAll(() => threads.close());

  it("answer to the bit as a head in the own thread, each of several heads", async () => {
    const scorer = await openRelationScorer(jointFolder, { threads: 1 });
    const asked = question(9, 60);
    const answer = await scorer.score(asked);
    await scorer.close();
    for (const head of [0, 1]) expect(await threads.score(head, asked)).toEqual(answer);
    // The question is still the caller's.
    expect(asked.hidden).toEqual(hiddenStates(60));
  });

  it("take a part of a longer document's hidden states for what it is", async () => {
    const long = hiddenStates(300);
    const part = long.subarray(100 * hiddenSize, 160 * hiddenSize);
    const [viewed, copied] = await Promise.all(
      [part, part.slice()].map((hidden) => threads.score(0, question(5, 60, hidden))),
    );
    expect(viewed).toEqual(copied);
    expect(viewed!.attention).toHaveLength(10 * 60);
  });

  it("leave the event loop free while they run", async () => {
    const asked = [1, 2, 3, 4].map(() => question(70, 600));
    const busy = await busyDuring(() => Promise.all(asked.map((one) => threads.score(0, one))));
    expect(busy).toBeLessThan(0.5);
  });

  it("hand an error over, and go on", async () => {
    const bad = { ...question(3, 20), pairs: [0, 70] };
    await expect(threads.score(0, bad)).rejects.toThrow(/Non-zero status code/);
    expect((await threads.score(0, question(3, 20))).novelty).toHaveLength(3);
  });

  it("refuse what comes after they were closed", async () => {
    const closed = await openRelationThreads([jointFolder]);
    await closed.close();
    await expect(closed.score(0, question(3, 20))).rejects.toMatchObject({ code: "BAD_MODEL" });
  });

  it("are not started for a model that does not fit its manifest", async () => {
    const folder = damagedCopy(jointFolder, {
      manifest: (manifest) => {
        const relations = manifest.relations as { groups: { labels: string[] }[] };
        relations.groups[0]!.labels.push("Invented");
      },
    });
    await expect(openRelationThreads([folder])).rejects.toMatchObject({
      name: "LitweaveError",
      code: "BAD_MODEL",
      message: expect.stringMatching(/output logits/),
      hint: expect.stringMatching(/restore the model folder/),
    });
  });
});
