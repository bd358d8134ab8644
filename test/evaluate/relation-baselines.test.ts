import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatePairs, pairTypesOf } from "../../src/evaluate/relations/candidates.js";
import { coOccurring } from "../../src/evaluate/relations/co-occurrence.js";
import { labelSetFor } from "../../src/evaluate/relations/label-sets.js";
import { areaUnderRoc } from "../../src/evaluate/relations/roc.js";
import { senseOf } from "../../src/evaluate/relations/trigger-words.js";
import { triggered } from "../../src/evaluate/relations/triggers.js";
import { fact, related } from "./related-document.js";

const types = new Set(["Chemical Disease"]);
const cid = labelSetFor([fact("C", "D", "CID")]);

function said(...sentences: readonly string[]) {
  return related({
    sentences,
    entities: [
      ["D1", "Disease", "rash"],
      ["C1", "Chemical", "zinc"],
      ["G1", "Gene", "TP53"],
    ],
  });
}

describe("candidate pairs", () => {
  it("are of the corpus' types, agent first, and know their nearest mentions", () => {
    const [pair, ...others] = candidatePairs(
      said("A rash of TP53.", "The zinc gave a red rash, zinc did."),
      types,
    );
    expect(others).toEqual([]);
    expect(pair).toMatchObject({
      subject: { id: "C1" },
      object: { id: "D1" },
      shared: 1,
      nearest: { words: 0 },
    });
  });

  it("need one sentence where relations hold between mentions", () => {
    const apart = said("A rash.", "Some zinc.");
    expect(candidatePairs(apart, types)).toMatchObject([{ shared: 0 }]);
    expect(candidatePairs({ ...apart, mentionLevel: true }, types)).toEqual([]);
  });

  it("have the types of the corpus' relations", () => {
    const gold = [fact("D1", "C1", "CID"), fact("C1", "nowhere", "CID")];
    expect([...pairTypesOf([{ ...said("zinc rash"), gold }])]).toEqual(["Chemical Disease"]);
  });
});

describe("co-occurrence", () => {
  it("relates what shares a sentence, surer the more sentences", () => {
    const once = coOccurring(said("A zinc rash."), types, cid);
    expect(once.found).toEqual([{ subject: "C1", object: "D1", label: "CID", score: 0.5 }]);
    const twice = coOccurring(said("A zinc rash.", "More zinc, more rash."), types, cid);
    expect(twice.found[0]!.score).toBeCloseTo(2 / 3);
    expect(coOccurring(said("A rash.", "Some zinc."), types, cid)).toEqual({
      found: [],
      pairs: [{ subject: "C1", object: "D1", score: 0 }],
    });
  });

  it("gives each kind of pair its usual label", () => {
    const biored = labelSetFor([fact("a", "b", "Bind"), fact("a", "b", "Comparison")]);
    expect(coOccurring(said("A zinc rash."), types, biored).found[0]).toMatchObject({
      label: "Positive_Correlation",
      novel: true,
    });
    expect(coOccurring(said("TP53 in rash."), new Set(["Disease Gene"]), biored).found[0]!.label).toBe(
      "Association",
    );
  });
});

describe("trigger words", () => {
  const labelOf = (sentence: string, labels = cid) =>
    triggered(said(sentence), types, labels).found[0]?.label;

  it("relate by a word between the mentions or near them", () => {
    expect(labelOf("The zinc caused a rash.")).toBe("CID");
    expect(labelOf("A zinc-induced rash.")).toBe("CID");
    expect(labelOf("Toxicity: zinc and rash.")).toBe("CID");
    expect(labelOf("Patients had zinc and rash.")).toBeUndefined();
    expect(labelOf("The zinc healed the rash.")).toBeUndefined();
  });

  it("say nothing where they are negated", () => {
    expect(labelOf("The zinc did not cause a rash.")).toBeUndefined();
    expect(labelOf("No zinc caused rash.")).toBeUndefined();
  });

  it("mean each corpus' labels", () => {
    const inhibits = "The zinc inhibits rash.";
    expect(labelOf(inhibits, labelSetFor([fact("a", "b", "CPR:4")]))).toBe("CPR:4");
    expect(labelOf(inhibits, labelSetFor([fact("a", "b", "INHIBITOR")]))).toBe("INHIBITOR");
    expect(labelOf(inhibits, labelSetFor([fact("a", "b", "int")]))).toBe("effect");
    expect(labelOf(inhibits, labelSetFor([fact("a", "b")]))).toBe("Association");
    expect(() => labelSetFor([fact("a", "b", "Rhymes_With")])).toThrow(/Rhymes_With/u);
  });

  it("are read by their beginnings, and hyphened words by their last part", () => {
    expect(["antagonists", "agonist", "isoprenaline-induced", "after", "afternoon"].map(senseOf)).toEqual([
      "antagonist",
      "agonist",
      "cause",
      "cause",
      undefined,
    ]);
  });
});

describe("the area under the ROC curve", () => {
  it("is the share of rightly ordered pairs, ties a half", () => {
    const brute = (pairs: readonly { score: number; positive: boolean }[]) => {
      const [up, down] = [true, false].map((kind) => pairs.filter(({ positive }) => positive === kind));
      let sum = 0;
      for (const a of up!)
        for (const b of down!) sum += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
      return sum / (up!.length * down!.length);
    };
    const pair = fc.record({ score: fc.integer({ min: 0, max: 5 }), positive: fc.boolean() });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        fc.pre(pairs.some(({ positive }) => positive) && pairs.some(({ positive }) => !positive));
        expect(areaUnderRoc(pairs)).toBeCloseTo(brute(pairs), 10);
      }),
    );
  });
});
