import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateRelations } from "../../src/evaluate/relations/evaluate-relations.js";
import { answer, fact, related } from "./related-document.js";

describe("scores of relations", () => {
  const documents = [
    related({
      id: "PMID:1",
      gold: [
        fact("D1", "C1", "Association", true),
        fact("D1", "G1", "Bind", false),
        fact("D2", "C2", "Association", false),
      ],
      found: [
        answer("C1", "D1", "Association", false),
        answer("D1", "G1", "Association"),
        answer("D9", "C9", "Association", false, 0.99),
      ],
    }),
    related({
      id: "PMID:2",
      gold: [fact("D1", "C1", "Association", true)],
      found: [answer("D1", "C1", "Association", true)],
    }),
  ];
  const evaluation = evaluateRelations(documents);

  it("match pairs in either order, then the label, then novelty", () => {
    expect(evaluation.pair).toMatchObject({ right: 3, found: 4, gold: 4, precision: 75, recall: 75, f1: 75 });
    expect(evaluation.type).toMatchObject({ right: 2, f1: 50 });
    expect(evaluation.novelty).toMatchObject({ right: 1, f1: 25 });
  });

  it("stand by label", () => {
    expect(evaluation.byLabel.Association).toMatchObject({ right: 2, found: 4, gold: 3 });
    expect(evaluation.byLabel.Bind).toMatchObject({ right: 0, found: 0, gold: 1 });
  });

  it("come with the kinds of errors, the surest wrong answer first", () => {
    expect(evaluation.errors).toEqual({ label: 1, novelty: 1, missed: 1, spurious: 1 });
    expect(evaluation.worst[0]).toMatchObject({ kind: "spurious", found: { subject: "D9", score: 0.99 } });
    expect(evaluation.worst.at(-1)).toMatchObject({ kind: "missed", gold: { subject: "D2" } });
  });

  it("have no level of novelty where the corpus does not tell", () => {
    const plain = evaluateRelations([
      related({ gold: [fact("D1", "C1", "CID")], found: [answer("D1", "C1", "CID")] }),
    ]);
    expect(plain.novelty).toBeUndefined();
    expect(plain.type.f1).toBe(100);
  });

  it("count the same pair of one document once, and that of two documents twice", () => {
    const twice = related({ gold: [fact("A", "B"), fact("B", "A")], found: [answer("A", "B")] });
    expect(evaluateRelations([twice]).pair).toMatchObject({ right: 1, found: 1, gold: 1 });
    expect(evaluateRelations([twice, { ...twice, id: "PMID:4" }]).pair.gold).toBe(2);
  });

  it("keep every label of a pair, and head corpora of mentions with the labels' micro average", () => {
    const several = related({
      mentionLevel: true,
      gold: [fact("T1", "T2", "CPR:3"), fact("T1", "T2", "CPR:4"), fact("T1", "T3", "CPR:4")],
      found: [answer("T1", "T2", "CPR:4"), answer("T1", "T2", "CPR:9"), answer("T1", "T3", "CPR:4")],
    });
    const { headline, pair, type, byLabel, errors } = evaluateRelations([several]);
    expect(headline).toBe("type");
    expect(pair).toMatchObject({ right: 2, found: 2, gold: 2 });
    expect(type).toMatchObject({ right: 2, found: 3, gold: 3 });
    expect(byLabel["CPR:9"]).toMatchObject({ right: 0, found: 1, gold: 0 });
    expect(errors).toEqual({ label: 1, novelty: 0, missed: 0, spurious: 0 });
  });

  it("rank candidate pairs, those that were not asked about last", () => {
    const { ranking } = evaluateRelations([
      related({
        sentences: ["Aspirin and heparin caused ulcer but neither rash."],
        entities: [
          ["C1", "Chemical", "Aspirin"],
          ["C2", "Chemical", "heparin"],
          ["D1", "Disease", "ulcer"],
          ["D2", "Disease", "rash"],
        ],
        gold: [fact("C1", "D1", "CID"), fact("C2", "D1", "CID")],
        found: [answer("C1", "D1", "CID", false, 0.9)],
        pairs: [
          { subject: "D1", object: "C1", score: 0.9 },
          { subject: "C1", object: "D2", score: 0.4 },
          { subject: "C2", object: "D2", score: 0.1 },
        ],
      }),
    ]);
    // Of the two related pairs, one is above both others and one below.
    expect(ranking).toEqual({ auc: 50, accuracy: 75, candidates: 4, related: 2 });
  });

  it("fall from level to level, for any facts", () => {
    const id = fc.constantFrom("A", "B", "C", "D");
    const any = fc
      .record({ subject: id, object: id, label: fc.constantFrom("x", "y"), novel: fc.boolean() })
      .map((one) => ({ ...one, score: 0.5 }));
    const unique = fc.uniqueArray(any, {
      selector: (one) => [one.subject, one.object].sort().join(),
      maxLength: 8,
    });
    fc.assert(
      fc.property(unique, unique, (gold, found) => {
        const { pair, type, novelty } = evaluateRelations([related({ gold, found })], {
          resamples: 1,
        });
        expect(pair.right).toBeGreaterThanOrEqual(type.right);
        expect(type.right).toBeGreaterThanOrEqual(novelty?.right ?? 0);
      }),
    );
  });
});
