import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupScores, labelsFound, rankedLabels } from "../../src/extract/label-scores.js";
import type { LabelGroup, RelationScheme } from "../../src/extract/relation-scheme.js";

const biored: LabelGroup = { name: "biored", labels: ["None", "Association", "Bind", "Conversion"] };
const cid: LabelGroup = { name: "cid", labels: ["None", "CID"], pairTypes: [["Disease", "Chemical"]] };

function schemeOf(
  calibration?: RelationScheme["relations"]["calibration"],
): Pick<RelationScheme, "relations"> {
  const relations = { pairTypes: [], groups: [biored, cid], threshold: { biored: 0.5, cid: 0.5 } };
  return { relations: { ...relations, ...(calibration && { calibration }) } };
}

const logit = fc.double({ min: -30, max: 30, noNaN: true });
const logits = fc.array(logit, { minLength: 6, maxLength: 6 }).map((values) => Float32Array.from(values));

function softmax(values: Float32Array): readonly number[] {
  const top = Math.max(...values);
  const powers = [...values].map((value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

describe("scores of labels", () => {
  it("are log-odds against None; without a fit P(any) is the softmax' share of all labels but None", () => {
    fc.assert(
      fc.property(logits, (values) => {
        const [score] = groupScores(values, "Disease", "Gene", schemeOf());
        const shares = softmax(values.subarray(0, 4));
        expect(score!.any).toBeCloseTo(1 - shares[0]!, 6);
        for (const [at, share] of shares.entries()) {
          if (at === 0) continue;
          expect(score!.logOdds[at]).toBeCloseTo(values[at]! - values[0]!, 4);
          expect(score!.probabilities[at]).toBeCloseTo(share / (share + shares[0]!), 6);
          expect(score!.any).toBeGreaterThanOrEqual(score!.probabilities[at]! - 1e-12);
        }
      }),
    );
  });

  it("come from the groups that answer for the pair, each from its own logits", () => {
    const values = Float32Array.of(0, 1, 2, 3, 5, 9);
    expect(groupScores(values, "Disease", "Gene", schemeOf()).map(({ group }) => group.name)).toEqual([
      "biored",
    ]);
    const both = groupScores(values, "Disease", "Chemical", schemeOf());
    expect(both.map(({ group }) => group.name)).toEqual(["biored", "cid"]);
    expect(both[1]!.logOdds).toEqual([0, 4]);
  });

  it("are fitted where the manifest has a fit, of any label and of each", () => {
    const scheme = schemeOf({
      biored: { any: { scale: 2, bias: -1 }, labels: { Bind: { scale: 0.5, bias: 1 } } },
    });
    const [score] = groupScores(Float32Array.of(0, -20, 2, -20, 0, 0), "Disease", "Gene", scheme);
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    expect(score!.any).toBeCloseTo(sigmoid(2 * 2 - 1), 6);
    expect(score!.probabilities[2]).toBeCloseTo(sigmoid(0.5 * 2 + 1), 6);
    expect(score!.probabilities[1]).toBeCloseTo(sigmoid(-20), 6);
    expect(score!.logOdds[2], "as the head gave them").toBe(2);
  });

  it("stay probabilities whatever the head says", () => {
    const wild = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(wild, (values) => {
        for (const score of groupScores(Float32Array.from(values), "Disease", "Chemical", schemeOf())) {
          for (const p of [...score.probabilities, score.any]) {
            expect(p).toBeGreaterThanOrEqual(0);
            expect(p).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});

describe("labels found at a threshold", () => {
  it("are the likeliest, and all that are likelier than None, once P(any) reaches it", () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0, max: 1, noNaN: true }), (values, threshold) => {
        const [score] = groupScores(values, "Disease", "Gene", schemeOf());
        const found = labelsFound(score!, threshold);
        if (score!.any < threshold) {
          expect(found).toEqual([]);
          return;
        }
        const ranked = rankedLabels(score!);
        expect(found[0]).toEqual(ranked[0]);
        expect(found).toEqual(ranked.slice(0, found.length));
        for (const { logOdds } of found.slice(1)) expect(logOdds).toBeGreaterThan(0);
        for (const { logOdds } of ranked.slice(found.length)) expect(logOdds).toBeLessThanOrEqual(0);
        expect(found.map(({ label }) => label)).not.toContain("None");
      }),
    );
  });

  it("are none at the threshold 2, which means never", () => {
    const [score] = groupScores(Float32Array.of(0, 99, 99, 99, 0, 0), "Disease", "Gene", schemeOf());
    expect(labelsFound(score!, 2)).toEqual([]);
  });
});
