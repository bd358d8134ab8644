import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JointEncoder, openJointEncoder } from "../../src/encode/joint-encoder.js";
import { windowsOf } from "../../src/segment/windows.js";
import { damagedCopy, jointFolder } from "./model-copy.js";

const abstract =
  "Metformin lowers glucose in patients with type 2 diabetes mellitus. Loss of TP53 was associated with resistance to cisplatin. ";

describe("the joint encoder", () => {
  let encoder: JointEncoder;
  const lines: string[] = [];
  beforeAll(async () => {
    encoder = await openJointEncoder(jointFolder, {
      device: "cpu",
      layWindows: windowsOf,
      log: (line) => lines.push(line),
    });
  });
  afterAll(() => encoder.close());

  it("says which file runs where", () => {
    expect(encoder.device).toBe("cpu");
    expect(lines).toEqual([expect.stringMatching(/encoder\.\S*onnx runs on the CPU$/)]);
  });

  it("gives logits [tokens, heads, 3] and hidden states [tokens, width], finite", async () => {
    const [encoding] = await encoder.encode([abstract]);
    const { tokens, tagLogits, hidden } = encoding!;
    expect(tokens.ids.length).toBeGreaterThan(20);
    expect(tagLogits).toHaveLength(tokens.ids.length * encoder.manifest.heads * 3);
    expect(hidden).toHaveLength(tokens.ids.length * encoder.manifest.hiddenSize);
    expect([...tagLogits, ...hidden].every(Number.isFinite)).toBe(true);
    expect(new Set(hidden.slice(0, 50)).size).toBeGreaterThan(10);
  });

  it("gives a document the same answer alone and in company", async () => {
    const others = ["Aspirin.", abstract.repeat(3), "Short text about stroke.", ""];
    const [alone] = await encoder.encode([abstract]);
    const together = await encoder.encode([...others, abstract]);
    expect(together.at(-1)).toEqual(alone);
  });

  it("reads equal texts once", async () => {
    const encodings = await encoder.encode([abstract, "Aspirin.", abstract]);
    expect(encodings[2]).toBe(encodings[0]);
    expect(encodings[1]).toEqual((await encoder.encode(["Aspirin."]))[0]);
  });

  it("fills batches by token budget when asked, with answers close to those alone", async () => {
    const batched = await openJointEncoder(jointFolder, {
      device: "cpu",
      layWindows: windowsOf,
      batchTokens: 512,
    });
    try {
      const texts = [abstract, "Aspirin prevents stroke.", abstract.slice(0, 90)];
      const alone = await encoder.encode(texts);
      const together = await batched.encode(texts);
      for (const [index, one] of alone.entries()) {
        expect(together[index]!.tokens).toEqual(one.tokens);
        const apart = one.hidden.reduce(
          (sum, value, i) => sum + Math.abs(value - together[index]!.hidden[i]!),
          0,
        );
        expect(apart / one.hidden.length).toBeLessThan(0.15);
      }
    } finally {
      await batched.close();
    }
  });

  it("reads nothing from an empty text", async () => {
    for (const text of ["", " \n\t", "\u200b\u0000"]) {
      const [encoding] = await encoder.encode([text]);
      expect(encoding!.tokens.ids).toHaveLength(0);
      expect(encoding!.hidden).toHaveLength(0);
    }
    expect(await encoder.encode([])).toEqual([]);
  });

  it("covers a document of several windows, each token once", async () => {
    const [encoding] = await encoder.encode([abstract.repeat(60)]);
    const { tokens, hidden, tagLogits } = encoding!;
    const width = encoder.manifest.hiddenSize;
    expect(tokens.ids.length).toBeGreaterThan(1_000);
    for (let token = 0; token < tokens.ids.length; token += 1) {
      expect(hidden.subarray(token * width, (token + 1) * width).some((value) => value !== 0)).toBe(true);
    }
    expect(tagLogits.every(Number.isFinite)).toBe(true);
  });

  it("takes hard text", async () => {
    const hard = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom("😀".repeat(30), "a".repeat(5_000)),
    );
    await fc.assert(
      fc.asyncProperty(hard, async (text) => {
        const [encoding] = await encoder.encode([text]);
        expect(encoding!.hidden).toHaveLength(encoding!.tokens.ids.length * encoder.manifest.hiddenSize);
      }),
      { numRuns: 25 },
    );
  });
});

describe("opening a joint encoder", () => {
  const open = (folder: string, device: "auto" | "cpu" | "cuda" | "webgpu" = "cpu") =>
    openJointEncoder(folder, { device, layWindows: windowsOf }).then((encoder) => encoder.close());

  it("takes CUDA or refuses when asked for it, and takes the CPU with a reason when free to choose", async () => {
    const lines: string[] = [];
    const free = await openJointEncoder(jointFolder, {
      layWindows: windowsOf,
      log: (line) => lines.push(line),
    });
    await free.close();
    if (free.device === "cuda") {
      await expect(open(jointFolder, "cuda")).resolves.toBeUndefined();
    } else {
      expect(lines).toEqual([expect.stringMatching(/runs on the CPU: .*CUDA|cuda/)]);
      await expect(open(jointFolder, "cuda")).rejects.toMatchObject({
        code: "USAGE",
        message: expect.stringMatching(/CUDA was asked for and is not there/),
        hint: expect.stringMatching(/provider/),
      });
    }
  });

  it("takes WebGPU by name, or says why it cannot", async () => {
    const opened = await open(jointFolder, "webgpu").then(
      () => undefined,
      (error: unknown) => error,
    );
    if (opened !== undefined) {
      expect(opened).toMatchObject({
        code: "USAGE",
        message: expect.stringMatching(/WebGPU was asked for and is not there: .+/),
        hint: expect.stringMatching(/docs\/gpu\.md/),
      });
    }
  });

  it("refuses a folder without a manifest", async () => {
    await expect(open("/nonexistent/model")).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/no manifest\.json/),
    });
  });

  it("refuses a damaged file, naming both checksums", async () => {
    const folder = damagedCopy(jointFolder, {
      rewrite: { "tokenizer.json": (bytes) => Buffer.from(bytes.toString().replace("[UNK]", "[UNX]")) },
    });
    await expect(open(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/SHA-256 \w{64}, its manifest says \w{64}/),
    });
  });

  it("refuses a cut file, naming both sizes", async () => {
    const folder = damagedCopy(jointFolder, {
      rewrite: { "encoder.int8.onnx": (bytes) => bytes.subarray(0, 1_000) },
    });
    await expect(open(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/has 1000 bytes, its manifest says \d+/),
    });
  });

  it("refuses a missing file by name", async () => {
    const folder = damagedCopy(jointFolder, { without: ["encoder.int8.onnx"] });
    await expect(open(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/encoder\.int8\.onnx is missing/),
    });
  });

  it("refuses a file that is no graph", async () => {
    const bytes = Buffer.from("no graph");
    const folder = damagedCopy(jointFolder, {
      rewrite: { "encoder.int8.onnx": () => bytes },
      manifest: (manifest) => {
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        (manifest.files as Record<string, unknown>)["encoder.int8.onnx"] = { sha256, bytes: bytes.length };
      },
    });
    await expect(open(folder)).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(/encoder\.int8\.onnx cannot be loaded/),
    });
  });

  it.each<[string, (manifest: Record<string, unknown>) => unknown, RegExp]>([
    [
      "another kind",
      (m) => Object.assign(m, { kind: "terminology" }),
      /describes a terminology; an extractor was wanted/,
    ],
    [
      "a newer format",
      (m) => Object.assign(m, { formatVersion: 9 }),
      /format version 9; this program reads 1/,
    ],
    [
      "an unknown type",
      (m) => Object.assign(m, { entityTypes: ["Disease", "Planet"] }),
      /Planet; known are Disease/,
    ],
    [
      "too few types",
      (m) => Object.assign(m, { entityTypes: ["Disease", "Chemical"], heads: 2, guidelines: {} }),
      /output tag_logits \[.*\d, 3\], its manifest wants \[.*2, 3\]/,
    ],
    [
      "another width",
      (m) => Object.assign(m, { hiddenSize: 768 }),
      /output hidden \[.*\], its manifest wants \[.*768\]/,
    ],
    ["other tags", (m) => Object.assign(m, { tags: ["B", "I", "O"] }), /tags B,I,O; O,B,I/],
    [
      "no checksum",
      (m) => delete (m.files as Record<string, unknown>)["encoder.int8.onnx"],
      /lists no checksum/,
    ],
    [
      "the wrong graph",
      (m) => Object.assign(m, { encoder: { cpu: "relations.onnx" } }),
      /has inputs \[.*hidden.*\], its manifest wants \[input_ids/,
    ],
  ])("refuses a manifest with %s, naming both sides", async (_, change, message) => {
    await expect(open(damagedCopy(jointFolder, { manifest: change }))).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(message),
    });
  });
});
