import { describe, expect, it } from "vitest";
import { fingerprintPart, fingerprintText } from "../../src/domain/fingerprint.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { documentsIn, stalenessOf } from "../../src/pipeline/staleness.js";
import { modelOptions } from "../models.js";

const text = (extraction: string, linking: string) => fingerprintText({ extraction, linking });
const of = (fingerprint: string, documents: number) => ({ fingerprint, documents });

describe("staleness", () => {
  it("tells a change of the linking from one of the extraction", () => {
    const all = [
      of(text("e2", "l2"), 8),
      of(text("e2", "l1"), 4),
      of(text("e1", "l2"), 2),
      of(text("e1", "l1"), 1),
    ];
    const { current, linking, extraction } = stalenessOf(all, text("e2", "l2"));
    expect([current, linking, extraction].map(documentsIn)).toEqual([8, 4, 3]);
  });

  it("takes the fingerprints of earlier programs, of one part, for stale in both", () => {
    const { linking, extraction } = stalenessOf([of("0f3c5a0f3c5a0f3c", 5)], text("e2", "l2"));
    expect([linking, extraction].map(documentsIn)).toEqual([0, 5]);
  });

  it("is of the part that a setting belongs to, and of no other", () => {
    const partsWith = (more: object) =>
      lazyStages({ ...modelOptions, ...more })
        .versions()
        .fingerprint.split(".");
    const [extraction, linking] = partsWith({});
    expect(partsWith({ provisional: true })).toEqual([extraction, expect.not.stringMatching(linking!)]);
    expect(partsWith({ minScore: 0.5 })).toEqual([expect.not.stringMatching(extraction!), linking]);
    expect(partsWith({ device: "cuda" })).toEqual([extraction, linking]);
    expect(fingerprintPart({ a: 1, b: undefined })).toBe(fingerprintPart({ a: 1 }));
  });
});
