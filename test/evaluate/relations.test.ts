import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateRelations } from "../../src/evaluate/relations/evaluate-relations.js";
import type { FoundFact, RelatedDocument, RelationFact } from "../../src/evaluate/relations/facts.js";

function fact(subject: string, object: string, label = "Association", novel?: boolean): RelationFact {
  return { subject, object, label, ...(novel === undefined ? {} : { novel }) };
}

function answer(
  subject: string,
  object: string,
  label = "Association",
  novel = false,
  score = 0.8,
): FoundFact {
  return { subject, object, label, novel, score };
}

describe("scores of relations", () => {
  const documents: readonly RelatedDocument[] = [
    {
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
    },
    {
      id: "PMID:2",
      gold: [fact("D1", "C1", "Association", true)],
      found: [answer("D1", "C1", "Association", true)],
    },
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
      { id: "PMID:1", gold: [fact("D1", "C1", "CID")], found: [answer("D1", "C1", "CID")] },
    ]);
    expect(plain.novelty).toBeUndefined();
    expect(plain.type.f1).toBe(100);
  });

  it("count the same pair of one document once, and that of two documents twice", () => {
    const twice = { id: "PMID:3", gold: [fact("A", "B"), fact("B", "A")], found: [answer("A", "B")] };
    expect(evaluateRelations([twice]).pair).toMatchObject({ right: 1, found: 1, gold: 1 });
    expect(evaluateRelations([twice, { ...twice, id: "PMID:4" }]).pair.gold).toBe(2);
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
        const { pair, type, novelty } = evaluateRelations([{ id: "x", gold, found }], { resamples: 1 });
        expect(pair.right).toBeGreaterThanOrEqual(type.right);
        expect(type.right).toBeGreaterThanOrEqual(novelty?.right ?? 0);
      }),
    );
  });
});
