import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openJointEncoder } from "../../src/encode/joint-encoder.js";
import { openRelationScorer } from "../../src/encode/relation-scorer.js";
import { openWindowEncoder } from "../../src/encode/window-encoder.js";
import { windowsOf } from "../../src/segment/windows.js";
import { damagedCopy, tinyModels } from "./model-copy.js";

const tiny = join(tinyModels, "bert-cased");

/** A model whose file is what `change` makes of it, with the manifest's checksum mended, so that only the file is wrong. */
function edited(file: string, change: (bytes: Buffer) => Buffer): string {
  let bytes: Buffer = Buffer.alloc(0);
  return damagedCopy(tiny, {
    rewrite: {
      [file]: (old) => {
        bytes = change(old);
        return bytes;
      },
    },
    manifest: (manifest) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      (manifest.files as Record<string, unknown>)[file] = { sha256, bytes: bytes.length };
    },
  });
}

/** A name in a graph spelt otherwise, at the same length, so that all lengths around it stay true. */
function renamed(from: string, to: string): (bytes: Buffer) => Buffer {
  expect(to).toHaveLength(from.length);
  return (bytes) => {
    expect(bytes.includes(from)).toBe(true);
    return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
  };
}

/** The graph as one of operator set 127: `opset_import { domain: "", version: 20 }` in protobuf's bytes. */
function ofAnotherOpset(bytes: Buffer): Buffer {
  const opset = [0x42, 0x04, 0x0a, 0x00, 0x10, 0x14];
  const at = bytes.lastIndexOf(Buffer.from(opset));
  expect(at).toBeGreaterThan(0);
  const copy = Buffer.from(bytes);
  copy[at + 5] = 127;
  return copy;
}

const openEncoder = (folder: string) =>
  openJointEncoder(folder, { device: "cpu", workers: 2, layWindows: windowsOf }).then((encoder) =>
    encoder.close(),
  );
const openScorer = (folder: string) => openRelationScorer(folder).then((scorer) => scorer.close());

afterEach(() => vi.restoreAllMocks());

describe("a damaged model", () => {
  it("is no model when undamaged files are all there: the copy opens", async () => {
    await expect(openEncoder(damagedCopy(tiny, {}))).resolves.toBeUndefined();
    await expect(openScorer(damagedCopy(tiny, {}))).resolves.toBeUndefined();
  });

  it.each<[string, () => string, RegExp, RegExp]>([
    [
      "an unknown operator set",
      () => edited("encoder.onnx", ofAnotherOpset),
      /encoder\.onnx cannot be loaded.*opset/is,
      /operator set that this ONNX Runtime does not know/,
    ],
    [
      "a missing output",
      () => edited("encoder.onnx", renamed("tag_logits", "bag_logits")),
      /has outputs \[bag_logits, hidden\], its manifest wants \[tag_logits, hidden\]/,
      /belong to different models/,
    ],
    [
      "another input",
      () => edited("encoder.onnx", renamed("attention_mask", "attention_task")),
      /has inputs \[input_ids, attention_task\], its manifest wants \[input_ids, attention_mask\]/,
      /belong to different models/,
    ],
    [
      "fewer types than the graph",
      () => damagedCopy(tiny, { manifest: (m) => Object.assign(m, { entityTypes: ["Disease"] }) }),
      /output tag_logits \[batch, tokens, 6, 3\], its manifest wants \[batch, tokens, 1, 3\]/,
      /belong to different models/,
    ],
    [
      "a graph cut in the middle, its checksum mended",
      () => edited("encoder.onnx", (bytes) => bytes.subarray(0, bytes.length >> 1)),
      /encoder\.onnx cannot be loaded/,
      /damaged/,
    ],
    [
      "a tokenizer cut in the middle, its checksum mended",
      () => edited("tokenizer.json", (bytes) => bytes.subarray(0, bytes.length >> 1)),
      /tokenizer\.json cannot be read as a tokenizer/,
      /tokenizer\.json of a fast Hugging Face tokenizer/,
    ],
    [
      "a tokenizer without special tokens",
      () =>
        damagedCopy(
          edited("tokenizer.json", (bytes) => Buffer.from(bytes.toString().replaceAll("[CLS]", "[BOS]"))),
          { manifest: (m) => delete m.specialTokenIds },
        ),
      /has no token \[CLS\] or <s>/,
      /specialTokenIds/,
    ],
    [
      "a file of other content",
      () =>
        damagedCopy(tiny, { rewrite: { "encoder.onnx": (bytes) => Buffer.from(bytes).fill(0, 100, 110) } }),
      /has SHA-256 \w{64}, its manifest says \w{64}/,
      /restore the model folder/,
    ],
    [
      "a missing file",
      () => damagedCopy(tiny, { without: ["tokenizer.json"] }),
      /tokenizer\.json is missing/,
      /restore the model folder/,
    ],
    [
      "a manifest of a newer format",
      () => damagedCopy(tiny, { manifest: (m) => Object.assign(m, { formatVersion: 2 }) }),
      /has format version 2; this program reads 1/,
      /update the program/,
    ],
    [
      "a manifest that is no JSON",
      () => {
        const folder = damagedCopy(tiny, {});
        writeFileSync(join(folder, "manifest.json"), '{"formatVersion": 1,');
        return folder;
      },
      /manifest\.json is not JSON/,
      /restore the model folder/,
    ],
    [
      "a manifest without a kind",
      () => damagedCopy(tiny, { manifest: (m) => delete m.kind }),
      /describes nothing: it has no “kind”; an extractor was wanted/,
      /mixed up/,
    ],
  ])("with %s is refused, naming both sides and what to do", async (_, damage, message, hint) => {
    await expect(openWindowEncoder(damage(), { device: "cpu" })).rejects.toMatchObject({
      name: "LitweaveError",
      code: "BAD_MODEL",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it("has its relation head refused when labels and graph differ", async () => {
    const folder = damagedCopy(tiny, {
      manifest: (manifest) => {
        const { groups } = manifest.relations as { groups: { labels: string[] }[] };
        groups.at(-1)!.labels.push("Cause");
      },
    });
    await expect(openScorer(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(
        /relations\.onnx has output logits \[pairs, 58\], its manifest wants \[pairs, 59\]/,
      ),
    });
  });
});

describe("after a refusal", () => {
  it("no session is left open", async () => {
    const opened: InferenceSession[] = [];
    const create = InferenceSession.create.bind(InferenceSession);
    vi.spyOn(InferenceSession, "create").mockImplementation((async (path: string, options: object) => {
      const session = await create(path, options);
      opened.push(session);
      return session;
    }) as never);
    const wrong = damagedCopy(tiny, { manifest: (m) => Object.assign(m, { hiddenSize: 17 }) });
    await expect(openWindowEncoder(wrong, { device: "cpu" })).rejects.toThrow(/hidden \[batch, tokens, 16\]/);
    expect(opened).toHaveLength(1);
    await expect(opened[0]!.release()).rejects.toThrow(/disposed/);
  });

  it("no thread is left running", async () => {
    const threads = () => process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
    const wrong = edited("encoder.onnx", ofAnotherOpset);
    const before = threads();
    for (let i = 0; i < 3; i += 1) await expect(openEncoder(wrong)).rejects.toThrow(/cannot be loaded/);
    expect(threads()).toBe(before);
  });
});
