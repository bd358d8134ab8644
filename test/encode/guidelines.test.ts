import { describe, expect, it } from "vitest";
import { guidelineHeads, readExtractorManifest } from "../../src/encode/extractor-manifest.js";
import { openJointEncoder } from "../../src/encode/joint-encoder.js";
import { windowsOf } from "../../src/segment/windows.js";
import { damagedCopy, jointFolder } from "./model-copy.js";

/** The shipped model's manifest with other heads and guidelines; `undefined` leaves a field out. */
function folderWith(fields: { heads?: unknown; guidelines?: unknown }): string {
  return damagedCopy(jointFolder, {
    manifest: (manifest) => {
      delete manifest.heads;
      delete manifest.guidelines;
      Object.assign(manifest, fields);
    },
  });
}

const guidelines = { bc5cdr: { Disease: 6, Chemical: 7 }, "ncbi-disease": { Disease: 8 } };

describe("guidelines of an extractor", () => {
  it("are none, and heads as many as types, where the manifest is silent", () => {
    const manifest = readExtractorManifest(folderWith({}));
    expect(manifest.heads).toBe(manifest.entityTypes.length);
    expect(manifest.guidelines).toEqual({});
    expect(guidelineHeads(manifest, undefined)).toEqual({});
    expect(() => guidelineHeads(manifest, "bc5cdr")).toThrow(
      expect.objectContaining({ code: "USAGE", hint: expect.stringMatching(/none: leave --guideline out/) }),
    );
  });

  it("are found by name, and an unknown name is answered with those known", () => {
    const manifest = readExtractorManifest(folderWith({ heads: 9, guidelines }));
    expect(manifest.heads).toBe(9);
    expect(guidelineHeads(manifest, "bc5cdr")).toEqual({ Disease: 6, Chemical: 7 });
    for (const unknown of ["jnlpba", "constructor", ""]) {
      expect(() => guidelineHeads(manifest, unknown)).toThrow(
        expect.objectContaining({
          code: "USAGE",
          message: expect.stringContaining(`“${unknown}”`),
          hint: "it has bc5cdr, ncbi-disease",
        }),
      );
    }
  });

  it.each<[string, { heads?: unknown; guidelines?: unknown }, RegExp]>([
    ["fewer heads than types", { heads: 4 }, /has 4 heads, but 6 entity types/],
    ["half a head", { heads: 6.5 }, /has 6\.5 heads/],
    [
      "a head beyond the last",
      { heads: 8, guidelines },
      /ncbi-disease with head 8 for Disease; heads are 0 to 7/,
    ],
    ["heads left out", { guidelines }, /bc5cdr with head 6 for Disease; heads are 0 to 5/],
    ["no head", { guidelines: { x: { Disease: "six" } } }, /x with head six for Disease/],
    [
      "a type that is not the model's",
      { guidelines: { x: { Planet: 1 } } },
      /x for Planet; .* are Disease, Chemical/,
    ],
    ["nothing in a guideline", { guidelines: { x: {} } }, /guideline x, which names no head/],
    ["no table", { guidelines: null }, /has guidelines null/],
  ])("are refused with %s", (_, fields, message) => {
    const folder = folderWith(fields);
    expect(() => readExtractorManifest(folder)).toThrow(
      expect.objectContaining({ code: "BAD_MODEL", message: expect.stringMatching(message) }),
    );
  });

  it("are refused when the graph has other heads than the manifest says, naming both", async () => {
    const { heads } = readExtractorManifest(jointFolder);
    const folder = folderWith({ heads: heads + 3 });
    await expect(openJointEncoder(folder, { device: "cpu", layWindows: windowsOf })).rejects.toMatchObject({
      code: "BAD_MODEL",
      message: expect.stringMatching(
        new RegExp(`tag_logits \\[.*${heads}, 3\\], .* wants \\[.*${heads + 3}, 3\\]`),
      ),
    });
  });
});
