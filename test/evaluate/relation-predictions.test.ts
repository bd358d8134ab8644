import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRelations } from "../../src/evaluate/relations/compare.js";
import { predictionLines, readPredictionLines } from "../../src/evaluate/relations/predictions.js";
import { answer, fact, related } from "./related-document.js";

const text = related({
  sentences: ["zinc copper rash fever"],
  entities: [
    ["C1", "Chemical", "zinc"],
    ["C2", "Chemical", "copper"],
    ["D1", "Disease", "rash"],
    ["D2", "Disease", "fever"],
  ],
});
const line = { document: "PMID:1", subject: "C1", object: "D1", label: "CID", score: 0.7 };
const read = (...lines: readonly object[]) =>
  readPredictionLines(lines.map((one) => JSON.stringify(one)).join("\n"), "p.jsonl", [text]);

describe("predictions of relations", () => {
  it("come back as they were written", () => {
    const score = fc.integer({ min: 0, max: 1_000_000 }).map((parts) => parts / 1_000_000);
    const ends = fc.constantFrom(["C1", "D1"], ["C1", "D2"], ["C2", "D1"], ["C2", "D2"]);
    const asked = fc.uniqueArray(fc.tuple(ends, score, fc.subarray(["CID", "Bind"])), {
      selector: ([[one, other]]) => `${one} ${other}`,
    });
    fc.assert(
      fc.property(asked, fc.option(fc.boolean(), { nil: undefined }), (rows, novel) => {
        const pairs = rows.map(([[subject, object], any]) => ({
          subject: subject!,
          object: object!,
          score: any,
        }));
        const found = rows.flatMap(([[subject, object], any, labels]) =>
          labels.map((label) => ({
            subject: subject!,
            object: object!,
            label,
            score: any,
            ...(novel === undefined ? {} : { novel }),
          })),
        );
        const [back] = readPredictionLines(predictionLines([{ id: "PMID:1", found, pairs }]), "p.jsonl", [
          text,
        ]);
        const byEnds = (one: { subject: string; object: string }) => `${one.subject} ${one.object}`;
        const sorted = <T extends { subject: string; object: string }>(all: readonly T[]) =>
          all.toSorted((a, b) => (byEnds(a) < byEnds(b) ? -1 : 1));
        expect(sorted(back!.found)).toEqual(sorted(found));
        expect(sorted(back!.pairs)).toEqual(sorted(pairs));
      }),
    );
  });

  it("may name documents without prefix, and rank by the surest label where no pair's score is given", () => {
    const [answers] = read({ ...line, document: "1" }, { ...line, label: "Bind", score: 0.9 });
    expect(answers?.found).toHaveLength(2);
    expect(answers?.pairs).toEqual([{ subject: "C1", object: "D1", score: 0.9 }]);
  });

  it("are left out below a score", () => {
    const answers = readPredictionLines(JSON.stringify(line), "p.jsonl", [text], 0.8);
    expect(answers).toEqual([{ found: [], pairs: [{ subject: "C1", object: "D1", score: 0.7 }] }]);
  });

  it("say which line is wrong", () => {
    expect(() => read(line, { ...line, document: "PMID:2" })).toThrow(
      /line 2: the corpus has no document PMID:2/u,
    );
    expect(() => read({ ...line, object: "D9" })).toThrow(/PMID:1 has no entity D9/u);
    expect(() => read({ ...line, score: "high" })).toThrow(/no number for score/u);
    expect(() => read({ ...line, label: undefined })).toThrow(/no text for label/u);
    expect(() => readPredictionLines("{", "p.jsonl", [text])).toThrow(/line 1: it is not JSON/u);
  });
});

describe("two systems' relations", () => {
  it("are compared at the level of the headline and at all others", () => {
    const documents = Array.from({ length: 12 }, (_, index) => ({
      ...related({
        id: `PMID:${index}`,
        mentionLevel: true,
        gold: [fact("C1", "D1", "CID")],
        found: [answer("C1", "D1", "CID")],
      }),
      other: { found: [answer("D1", "C1", "Bind")] },
    }));
    const { pair, type, difference } = compareRelations(documents);
    expect(pair.difference).toMatchObject({ f1: 0, p: 1 });
    expect(type).toMatchObject({
      other: { f1: 0 },
      difference: { f1: 100, interval: { low: 100, high: 100 } },
    });
    expect(type.difference.p).toBeLessThan(0.01);
    expect(difference).toEqual(type.difference);
  });
});
