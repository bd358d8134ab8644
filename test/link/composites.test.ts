import { describe, expect, it } from "vitest";
import { readings } from "../../src/link/composites.js";

describe("readings of a composite mention", () => {
  it.each([
    ["breast and ovarian cancer", ["breast cancer", "ovarian cancer"]],
    ["type 1 and type 2 diabetes", ["type 1 diabetes", "type 2 diabetes"]],
    ["type 1 and 2 diabetes", ["type 1 diabetes", "type 2 diabetes"]],
    ["cancer of the breast and ovary", ["cancer of the breast", "cancer of the ovary"]],
    ["BRCA1/2", ["BRCA1", "BRCA2"]],
    ["BRCA1 and BRCA2", ["BRCA1", "BRCA2"]],
    ["MMP-2 and -9", ["MMP-2", "MMP-9"]],
    ["IL-1alpha and beta", ["IL-1alpha", "IL-1beta"]],
    ["hypo- and hyperthyroidism", ["hypothyroidism", "hyperthyroidism"]],
    ["Duchenne/Becker muscular dystrophy", ["Duchenne muscular dystrophy", "Becker muscular dystrophy"]],
    ["breast, lung, and colon cancer", ["breast cancer", "lung cancer", "colon cancer"]],
  ])("%s", (mention, expected) => {
    expect(readings(mention)).toContainEqual(expected);
  });

  it.each(["diabetes mellitus", "2,4-dinitrophenol", "and", "a/b/c/d/e/f/g", "androgen insensitivity"])(
    "%s has none",
    (mention) => {
      expect(readings(mention)).toEqual([]);
    },
  );
});
