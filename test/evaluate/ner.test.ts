import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntityType } from "../../src/domain/mention.js";
import { countErrors, errorsOf } from "../../src/evaluate/ner/errors.js";
import { annotatedTypes, evaluateNer } from "../../src/evaluate/ner/evaluate-ner.js";
import { exactCounts } from "../../src/evaluate/ner/exact.js";
import { relaxedCounts } from "../../src/evaluate/ner/relaxed.js";
import type { ScoredSpan, TaggedDocument, TypedSpan } from "../../src/evaluate/ner/spans.js";

const text = "Severe liver failure after aspirin and chronic gout in one patient with TP53 loss.";

function span(surface: string, type: EntityType): TypedSpan {
  const start = text.indexOf(surface);
  if (start < 0) throw new Error(`“${surface}” is not in the test's sentence`);
  return { start, end: start + surface.length, type };
}

function found(surface: string, type: EntityType, score = 0.9): ScoredSpan {
  return { ...span(surface, type), score };
}

function tagged(gold: readonly TypedSpan[], guesses: readonly ScoredSpan[], id = "PMID:1"): TaggedDocument {
  return { id, text, gold, found: guesses };
}

const diseases = new Set<EntityType>(["Disease"]);

describe("scores of mentions", () => {
  // Gold diseases: 3. Found: one exact, one with other boundaries, one of nothing.
  const document = tagged(
    [span("liver failure", "Disease"), span("chronic gout", "Disease"), span("loss", "Disease")],
    [found("liver failure", "Disease"), found("gout", "Disease"), found("patient", "Disease")],
  );

  it("count exact agreement of type, start and end", () => {
    expect(exactCounts(document, diseases)).toEqual({ right: 1, found: 3, gold: 3 });
  });

  it("count overlap when boundaries are relaxed", () => {
    expect(relaxedCounts(document, diseases)).toEqual({ right: 2, found: 3, gold: 3 });
  });

  it("give precision, recall and F1 in percent", () => {
    const { exact, relaxed } = evaluateNer([document, tagged([], [found("gout", "Disease")], "PMID:2")], {
      types: ["Disease"],
    });
    expect(exact).toMatchObject({ precision: 25, right: 1, found: 4, gold: 3 });
    expect(exact.recall).toBeCloseTo(100 / 3, 10);
    expect(exact.f1).toBeCloseTo(200 / 7, 10);
    expect(relaxed.f1).toBeCloseTo(400 / 7, 10);
  });

  it("do not let one long guess answer for two mentions", () => {
    const long = tagged(
      [span("liver", "Disease"), span("failure", "Disease")],
      [found("liver failure", "Disease")],
    );
    expect(relaxedCounts(long, diseases)).toEqual({ right: 1, found: 1, gold: 2 });
  });

  it("leave out types that the corpus does not annotate", () => {
    const other = tagged(
      [span("chronic gout", "Disease")],
      [found("chronic gout", "Disease"), found("TP53", "Gene")],
    );
    expect(evaluateNer([other], { types: annotatedTypes([other]) }).exact.f1).toBe(100);
  });

  it("are 0, not NaN, over nothing", () => {
    expect(evaluateNer([], { types: ["Gene"] })).toMatchObject({
      exact: { precision: 0, recall: 0, f1: 0 },
      intervals: { f1: { low: 0, high: 0 } },
    });
  });
});

describe("kinds of errors", () => {
  it("tell boundary, type, missed and spurious apart, each disagreement once", () => {
    const document = tagged(
      [
        span("liver failure", "Disease"),
        span("aspirin", "Chemical"),
        span("chronic gout", "Disease"),
        span("TP53", "Gene"),
      ],
      [
        found("failure", "Disease"),
        found("aspirin", "Disease"),
        found("patient", "Disease"),
        found("TP53", "Gene"),
      ],
    );
    expect(countErrors(errorsOf(document, new Set(["Disease", "Chemical", "Gene"])))).toEqual({
      boundary: 1,
      type: 1,
      missed: 1,
      spurious: 1,
    });
  });

  it("show the costliest wording first, with its context", () => {
    const gout = [span("chronic gout", "Disease")];
    const { worst } = evaluateNer(
      [
        tagged(gout, [], "PMID:1"),
        tagged(gout, [], "PMID:2"),
        tagged([], [found("patient", "Disease")], "PMID:3"),
      ],
      { types: ["Disease"] },
    );
    expect(worst[0]).toMatchObject({
      kind: "missed",
      count: 2,
      gold: { text: "chronic gout" },
      documentId: "PMID:1",
    });
    expect(worst[0]?.context).toContain("chronic gout");
    expect(worst[1]).toMatchObject({ kind: "spurious", count: 1, found: { text: "patient", score: 0.9 } });
  });
});

const anySpan = fc
  .record({
    start: fc.nat(70),
    length: fc.integer({ min: 1, max: 10 }),
    type: fc.constantFrom<EntityType>("Disease", "Chemical", "Gene"),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ start, length, type, score }) => ({ start, end: start + length, type, score }));
const spans = fc.array(anySpan, { maxLength: 12 });
const all: readonly EntityType[] = ["Disease", "Chemical", "Gene"];

describe("for any mentions", () => {
  it("a perfect prediction scores 100 and has no errors", () => {
    fc.assert(
      fc.property(fc.array(anySpan, { minLength: 1, maxLength: 12 }), (gold) => {
        const { exact, relaxed, errors } = evaluateNer([tagged(gold, gold)], { types: all });
        expect([exact.f1, relaxed.f1]).toEqual([100, 100]);
        expect(Object.values(errors)).toEqual([0, 0, 0, 0]);
      }),
    );
  });

  it("exact ≤ relaxed, and swapping gold and found swaps precision and recall", () => {
    fc.assert(
      fc.property(spans, spans, (gold, guesses) => {
        const one = evaluateNer([tagged(gold, guesses)], { types: all, resamples: 1 });
        const other = evaluateNer([tagged(guesses, gold)], { types: all, resamples: 1 });
        expect(one.exact.right).toBeLessThanOrEqual(one.relaxed.right);
        expect(one.exact.f1).toBe(other.exact.f1);
        expect(one.exact.precision).toBe(other.exact.recall);
      }),
    );
  });

  it("errors account for every false negative and false positive", () => {
    fc.assert(
      fc.property(spans, spans, (gold, guesses) => {
        const { exact, errors } = evaluateNer([tagged(gold, guesses)], { types: all, resamples: 1 });
        expect(errors.missed + errors.boundary + errors.type).toBe(exact.gold - exact.right);
        expect(errors.spurious + errors.boundary + errors.type).toBe(exact.found - exact.right);
      }),
    );
  });
});
