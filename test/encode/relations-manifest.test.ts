import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readExtractorManifest, readRelationHead } from "../../src/encode/extractor-manifest.js";
import { openRelationScorer, type PairQuestion } from "../../src/encode/relation-scorer.js";
import { damagedCopy, jointFolder } from "./model-copy.js";

interface Written {
  encoder?: { name: string; sha256: string };
  relations: Record<string, unknown> & { groups: { name: string; labels: string[] }[] };
  [key: string]: unknown;
}

const joint = JSON.parse(readFileSync(join(jointFolder, "manifest.json"), "utf8")) as Written & {
  files: Record<string, { sha256: string }>;
};
const encoder = { name: "joint", sha256: joint.files["encoder.int8.onnx"]!.sha256 };

/** The joint model's own relation head in a folder of its own, as a further head would lie there. */
function headApart(change: (manifest: Written) => void = () => undefined): string {
  const folder = mkdtempSync(join(tmpdir(), "litweave-head-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(jointFolder, "relations.onnx"), join(folder, "relations.onnx"));
  const manifest: Written = {
    formatVersion: 1,
    name: "apart",
    version: "1.0.0",
    kind: "relations",
    licence: "CC-BY-NC-4.0",
    files: { "relations.onnx": joint.files["relations.onnx"] },
    encoder,
    relations: structuredClone(joint.relations),
  };
  change(manifest);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

describe("a relation head that lies apart", () => {
  it("takes types and width from the extractor that it reads, and answers as it does there", async () => {
    const folder = headApart();
    const { entityTypes, hiddenSize } = readExtractorManifest(jointFolder);
    const head = readRelationHead(folder, jointFolder);
    expect(head).toMatchObject({ name: "apart", licence: "CC-BY-NC-4.0", entityTypes, hiddenSize });
    const question: PairQuestion = {
      hidden: Float32Array.from({ length: 20 * hiddenSize }, (_, i) => Math.sin(i * 0.37) * 0.5),
      sentences: Array.from({ length: 20 }, (_, token) => Math.floor(token / 9)),
      mentionSpans: [1, 3, 5, 6],
      mentionEntity: [0, 1],
      entityTypes: [0, 1],
      pairs: [0, 1],
    };
    const answers: Float32Array[] = [];
    for (const path of [jointFolder, folder]) {
      const scorer = await openRelationScorer(path, {}, jointFolder);
      answers.push((await scorer.score(question)).logits);
      await scorer.close();
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  it("is refused when it reads another encoder, naming both", () => {
    const folder = headApart((manifest) => {
      manifest.encoder = { name: "joint", sha256: "0".repeat(64) };
    });
    expect(() => readRelationHead(folder, jointFolder)).toThrow(
      expect.objectContaining({
        code: "BAD_MODEL",
        message: expect.stringMatching(
          new RegExp(`reads the encoder joint with SHA-256 0{64}; that of joint .* has ${encoder.sha256}`),
        ),
        hint: expect.stringContaining("trained on this encoder"),
      }),
    );
  });

  it("is refused without an encoder, and an extractor is no head that lies apart", () => {
    const folder = headApart((manifest) => {
      delete manifest.encoder;
    });
    expect(() => readRelationHead(folder, jointFolder)).toThrow(/names no encoder/);
    expect(() => readRelationHead(damagedCopy(jointFolder, {}), jointFolder)).toThrow(
      /describes an extractor; a relation head was wanted/,
    );
    expect(() => readExtractorManifest(headApart())).toThrow(
      /describes a relation head; an extractor was wanted/,
    );
  });
});

describe("what a manifest says of relations", () => {
  const biored = (manifest: Written) => manifest.relations.groups[0]!.name;

  it("takes calibration and operating points", () => {
    const calibration = {
      biored: { any: { scale: 1.2, bias: -0.1 }, labels: { Bind: { scale: 1, bias: 0 } } },
    };
    const operatingPoint = { precision: 0.8, any: { biored: 0.62 }, labels: { biored: { Bind: 2 } } };
    const folder = headApart((manifest) =>
      Object.assign(manifest.relations, { calibration, operatingPoint }),
    );
    expect(readRelationHead(folder, jointFolder).relations).toMatchObject({ calibration, operatingPoint });
  });

  it.each<readonly [string, RegExp, Readonly<Record<string, unknown>>]>([
    [
      "a fit without a number",
      /relations\.calibration\.biored\.any\.bias "x"; a number was wanted/,
      { calibration: { biored: { any: { scale: 1, bias: "x" } } } },
    ],
    [
      "a fit that turns the order round",
      /calibration\.biored\.labels\.Bind\.scale -1/,
      { calibration: { biored: { labels: { Bind: { scale: -1, bias: 0 } } } } },
    ],
    [
      "a group that is none",
      /relations\.calibration\.bioRED; the groups are biored, /,
      { calibration: { bioRED: {} } },
    ],
    [
      "a label that is none",
      /calibration\.biored\.labels\.Binds; the labels of biored are Association, /,
      { calibration: { biored: { labels: { Binds: { scale: 1, bias: 0 } } } } },
    ],
    ["no object", /relations\.calibration 3; an object was wanted/, { calibration: 3 }],
    ["null", /relations\.calibration\.biored null/, { calibration: { biored: null } }],
    [
      "a point that is no number",
      /operatingPoint\.any\.biored "0\.5"; a probability was wanted/,
      { operatingPoint: { any: { biored: "0.5" } } },
    ],
    [
      "a negative point",
      /operatingPoint\.labels\.biored\.Bind -1/,
      { operatingPoint: { labels: { biored: { Bind: -1 } } } },
    ],
    [
      "a point of no label",
      /operatingPoint\.labels\.biored\.None; the labels of biored are/,
      { operatingPoint: { labels: { biored: { None: 0.5 } } } },
    ],
    [
      "a pair of an unknown type",
      /\["Disease","Drug"\] in relations\.pairTypes; types are Disease, /,
      { pairTypes: [["Disease", "Drug"]] },
    ],
    ["no file", /relations\.file undefined/, { file: undefined }],
  ])("refuses %s, naming the field", (_, message, change) => {
    const folder = headApart((manifest) => {
      expect(biored(manifest)).toBe("biored");
      Object.assign(manifest.relations, change);
    });
    expect(() => readRelationHead(folder, jointFolder)).toThrow(message);
  });

  it("refuses the same of an extractor", () => {
    const folder = damagedCopy(jointFolder, {
      manifest: (manifest) => {
        Object.assign(manifest.relations as object, { operatingPoint: { any: { biored: -0.5 } } });
      },
    });
    expect(() => readExtractorManifest(folder)).toThrow(/operatingPoint\.any\.biored -0\.5/);
  });
});
