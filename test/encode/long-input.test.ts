import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layPassages } from "../../src/domain/document.js";
import type { Span } from "../../src/domain/span.js";
import { type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { decodeMentions } from "../../src/extract/decode-mentions.js";
import { windowsOf } from "../../src/segment/windows.js";
import { damagedCopy, jointFolder, tinyModels } from "./model-copy.js";

/** A graph that tags words of x, tells B from I by the token before, and sees nothing in the 8 tokens next to a window's ends. */
const edgeFolder = join(tinyModels, "edge");
const blind = 8;

/** A text of which each letter is a token, and the spans of its mentions. */
interface Marked {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Filler words of `a` … `g`, seven tokens each but the last. */
function filler(tokens: number): string {
  const words = Array.from({ length: Math.ceil(tokens / 7) }, (_, i) =>
    "abcdefg".slice(0, Math.min(7, tokens - 7 * i)),
  );
  return words.join(" ");
}

/** Mentions of the given words of x, each after `gap` tokens of filler; filler at both ends that nobody needs to see. */
function marked(mentions: readonly { readonly gap: number; readonly words: readonly number[] }[]): Marked {
  let text = filler(blind);
  const spans: Span[] = [];
  for (const { gap, words } of mentions) {
    text += ` ${filler(gap)} `;
    const mention = words.map((letters) => "x".repeat(letters)).join(" ");
    spans.push({ start: text.length, end: text.length + mention.length });
    text += mention;
  }
  return { text: `${text} ${filler(blind)}`, spans };
}

async function spansFound(encoder: JointEncoder, texts: readonly string[]): Promise<readonly Span[][]> {
  const encodings = await encoder.encode(texts);
  return texts.map((text, index) => {
    const document = { passages: layPassages([{ kind: "abstract", role: "other", text }]) };
    const found = decodeMentions(document, encodings[index]!, encoder.manifest);
    return found.map(({ start, end }) => ({ start, end }));
  });
}

const open = (folder: string) =>
  openJointEncoder(folder, { device: "cpu", workers: 1, layWindows: windowsOf });

function withWindows(windowTokens: number, windowOverlap: number): string {
  return damagedCopy(edgeFolder, {
    manifest: (manifest) =>
      Object.assign(manifest, {
        maxTokens: windowTokens + 2,
        decoding: { windowTokens, windowOverlap, beginCost: 1 },
      }),
  });
}

describe("a document of many windows", () => {
  let encoder: JointEncoder;
  beforeAll(async () => {
    encoder = await open(edgeFolder);
  });
  afterAll(() => encoder.close());

  it("has each mention once and whole, wherever it lies and however long it is", async () => {
    const mention = fc.record({
      gap: fc.integer({ min: 1, max: 60 }),
      words: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mention, { maxLength: 10 }), async (mentions) => {
        const { text, spans } = marked(mentions);
        expect(await spansFound(encoder, [text])).toEqual([spans]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([1, 2, 9, 40, 90])("has a mention of %d tokens at every place of three windows", async (length) => {
    const texts = Array.from({ length: 100 }, (_, gap) =>
      marked([
        { gap: gap + 1, words: [length] },
        { gap: 100, words: [1] },
      ]),
    );
    expect(
      await spansFound(
        encoder,
        texts.map(({ text }) => text),
      ),
    ).toEqual(texts.map(({ spans }) => spans));
  });

  it("loses mentions when windows share too little: the graph is as blind as it is meant to be", async () => {
    const poor = await open(withWindows(48, 8));
    try {
      const texts = Array.from({ length: 48 }, (_, gap) =>
        marked([
          { gap: gap + 1, words: [3] },
          { gap: 60, words: [1] },
        ]),
      );
      const found = await spansFound(
        poor,
        texts.map(({ text }) => text),
      );
      expect(found).not.toEqual(texts.map(({ spans }) => spans));
    } finally {
      await poor.close();
    }
  });

  it("has each mention at the borders of the shipped windows too", async () => {
    const shipped = await open(withWindows(510, 64));
    try {
      const texts = Array.from({ length: 110 }, (_, i) =>
        marked([
          { gap: 420 + i, words: [5, 3] },
          { gap: 400, words: [70] },
          { gap: 300, words: [1] },
        ]),
      );
      expect(
        await spansFound(
          shipped,
          texts.map(({ text }) => text),
        ),
      ).toEqual(texts.map(({ spans }) => spans));
    } finally {
      await shipped.close();
    }
  });

  it("reads 10^6 characters in about ten times the time of 10^5, and finds every mention", async () => {
    const long = await open(withWindows(510, 64));
    try {
      const seconds: number[] = [];
      for (const characters of [100_000, 1_000_000]) {
        const { text, spans } = marked(
          Array.from({ length: characters / 200 }, (_, i) => ({ gap: 150 + (i % 20), words: [3, 1, 4] })),
        );
        expect(text.length).toBeGreaterThan(characters * 0.9);
        const began = performance.now();
        const [found] = await spansFound(long, [text]);
        seconds.push((performance.now() - began) / 1_000);
        expect(found).toEqual(spans);
      }
      // Linear is 10, quadratic 100; the machine may be busy with other things.
      expect(seconds[1]! / seconds[0]!).toBeLessThan(40);
    } finally {
      await long.close();
    }
  });
});

/** Resident memory in MB, after what can go has gone. */
function residentMb(): number {
  setFlagsFromString("--expose_gc");
  runInNewContext("gc")();
  return process.memoryUsage.rss() / 2 ** 20;
}

describe("a full text on the shipped model", () => {
  it("keeps memory flat over repeated runs", { timeout: 300_000 }, async () => {
    const encoder = await openJointEncoder(jointFolder, { device: "cpu", layWindows: windowsOf });
    try {
      const sentence =
        "Metformin lowers glucose in patients with type 2 diabetes mellitus, unlike cisplatin. ";
      const text = sentence.repeat(Math.ceil(100_000 / sentence.length));
      const run = async () => {
        const [encoding] = await encoder.encode([text]);
        expect(encoding!.tokens.ids.length).toBeGreaterThan(15_000);
        expect(encoding!.hidden).toHaveLength(encoding!.tokens.ids.length * encoder.manifest.hiddenSize);
      };
      await run();
      await run();
      const before = residentMb();
      for (let i = 0; i < 3; i += 1) await run();
      // One answer is 30 MB; three that stayed would be 90.
      expect(residentMb() - before).toBeLessThan(60);
    } finally {
      await encoder.close();
    }
  });
});
