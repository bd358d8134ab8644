import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounded } from "../../src/cli/evaluate/tables.js";
import type { EntityType } from "../../src/domain/mention.js";
import { compareNer } from "../../src/evaluate/ner/compare.js";
import { countErrors, errorsOf } from "../../src/evaluate/ner/errors.js";
import { annotatedTypes, evaluateNer } from "../../src/evaluate/ner/evaluate-ner.js";
import { exactCounts } from "../../src/evaluate/ner/exact.js";
import { relaxedCounts } from "../../src/evaluate/ner/relaxed.js";
import {
  distinctSpans,
  overlapLength,
  type ScoredSpan,
  type TaggedDocument,
  type TypedSpan,
} from "../../src/evaluate/ner/spans.js";

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

  it("pair as many overlapping mentions as can be, not the closest alone", () => {
    // The second guess is closest to “liver failure” but is the only one that “after” can have.
    const chain = tagged(
      [span("liver failure", "Disease"), span("after", "Disease")],
      [found("liver", "Disease"), found("failure after", "Disease")],
    );
    expect(relaxedCounts(chain, diseases)).toEqual({ right: 2, found: 2, gold: 2 });
    expect(countErrors(errorsOf(chain, diseases))).toEqual({ boundary: 2, type: 0, missed: 0, spurious: 0 });
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

  it("stand in the row of the gold type, or of the found one where only that is scored", () => {
    const mixed = tagged([span("aspirin", "Chemical")], [found("aspirin", "Disease")]);
    const both = evaluateNer([mixed], { types: ["Disease", "Chemical"] });
    expect([both.byType.Chemical?.errors.type, both.byType.Disease?.errors.type]).toEqual([1, 0]);
    const one = evaluateNer([mixed], { types: ["Disease"] });
    expect(one.byType.Disease?.errors).toEqual({ boundary: 0, type: 1, missed: 0, spurious: 0 });
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
const once = { types: all, resamples: 1 };

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
        const one = evaluateNer([tagged(gold, guesses)], once);
        const other = evaluateNer([tagged(guesses, gold)], once);
        expect(one.exact.right).toBeLessThanOrEqual(one.relaxed.right);
        expect(one.exact.f1).toBe(other.exact.f1);
        expect(one.exact.precision).toBe(other.exact.recall);
      }),
    );
  });

  it("errors account for every false negative and false positive, and types add up", () => {
    fc.assert(
      fc.property(spans, spans, (gold, guesses) => {
        const { exact, relaxed, errors, byType } = evaluateNer([tagged(gold, guesses)], once);
        expect(errors.missed + errors.boundary + errors.type).toBe(exact.gold - exact.right);
        expect(errors.spurious + errors.boundary + errors.type).toBe(exact.found - exact.right);
        expect(exact.right + errors.boundary).toBeLessThanOrEqual(relaxed.right);
        const rows = all.map((type) => byType[type]!);
        for (const key of ["right", "found", "gold"] as const) {
          expect(rows.reduce((sum, row) => sum + row.exact[key], 0)).toBe(exact[key]);
          expect(rows.reduce((sum, row) => sum + row.relaxed[key], 0)).toBe(relaxed[key]);
        }
        for (const kind of ["boundary", "type", "missed", "spurious"] as const)
          expect(rows.reduce((sum, row) => sum + row.errors[kind], 0)).toBe(errors[kind]);
        for (const row of rows) {
          const { missed, boundary, type } = row.errors;
          expect(missed + boundary + type).toBe(row.exact.gold - row.exact.right);
          expect(row.calibration.mentions).toBe(row.exact.found);
        }
      }),
    );
  });

  it("relaxed counts are those of the largest one-to-one pairing", () => {
    const few = fc.array(anySpan, { maxLength: 6 });
    fc.assert(
      fc.property(few, few, (gold, guesses) => {
        const document = tagged(gold, guesses);
        const set = new Set(all);
        const free = distinctSpans(document.found, set);
        const pair = (g: readonly TypedSpan[], f: readonly TypedSpan[]): number => {
          const [first, ...rest] = g;
          if (first === undefined) return 0;
          const partners = f.filter((one) => one.type === first.type && overlapLength(one, first) > 0);
          const taken = partners.map(
            (one) =>
              1 +
              pair(
                rest,
                f.filter((other) => other !== one),
              ),
          );
          return Math.max(pair(rest, f), ...taken);
        };
        expect(relaxedCounts(document, set).right).toBe(pair(distinctSpans(document.gold, set), free));
      }),
    );
  });

  it("the order of documents and of mentions changes nothing", () => {
    const documents = fc.array(fc.tuple(spans, spans), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(documents, (given) => {
        const laid = given.map(([gold, guesses], i) => {
          const distinct = distinctSpans(guesses, new Set(all));
          return { ...tagged(gold, distinct, `PMID:${i}`), other: gold.slice(1) };
        });
        const turned = laid.toReversed().map((document) => ({
          ...document,
          gold: document.gold.toReversed(),
          found: document.found.toReversed(),
          other: document.other.toReversed(),
        }));
        const options = { types: all, folds: given.length > 1 ? 2 : 1, resamples: 20, shuffles: 20 };
        const { worst, calibration, ...one } = evaluateNer(laid, options);
        const { worst: worstTurned, calibration: turnedCalibration, ...other } = evaluateNer(turned, options);
        expect(JSON.stringify(rounded(other))).toBe(JSON.stringify(rounded(one)));
        expect(rounded(turnedCalibration)).toEqual(rounded(calibration));
        expect(worstTurned.map(({ kind, count }) => [kind, count])).toEqual(
          worst.map(({ kind, count }) => [kind, count]),
        );
        expect(compareNer(turned, all, options)).toEqual(compareNer(laid, all, options));
      }),
      { numRuns: 50 },
    );
  });
});

describe("a model against other predictions", () => {
  it("is alike with p = 1 when the predictions are its own", () => {
    const documents = fc.array(fc.tuple(spans, spans), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(documents, (given) => {
        const laid = given.map(([gold, guesses], i) => ({
          ...tagged(gold, guesses, `PMID:${i}`),
          other: guesses,
        }));
        const { other, byType, ...whole } = compareNer(laid, all, { resamples: 20, shuffles: 20 });
        const equal = { f1: 0, interval: { low: 0, high: 0 }, p: 1 };
        expect(whole).toEqual({ difference: equal, rightHereOnly: 0, rightThereOnly: 0 });
        expect(other).toEqual(evaluateNer(laid, once).exact);
        for (const type of all) expect(byType[type]!.difference).toEqual(equal);
      }),
      { numRuns: 50 },
    );
  });

  it("is told apart by type, with what each alone finds", () => {
    const laid = Array.from({ length: 20 }, (_, i) => ({
      ...tagged(
        [span("chronic gout", "Disease"), span("aspirin", "Chemical")],
        [found("chronic gout", "Disease"), found("aspirin", "Chemical")],
        `PMID:${i}`,
      ),
      other: [span("gout", "Disease"), ...(i < 18 ? [span("aspirin", "Chemical")] : [])],
    }));
    const { byType, rightHereOnly, rightThereOnly } = compareNer(laid, ["Disease", "Chemical"]);
    expect([rightHereOnly, rightThereOnly]).toEqual([22, 0]);
    expect(byType.Disease!.difference.f1).toBe(100);
    expect(byType.Disease!.difference.p).toBeLessThan(0.001);
    // Two documents decide: any exchange of both or none is as great, half of all.
    expect(byType.Chemical!.difference.p).toBeCloseTo(0.5, 1);
    expect(byType.Chemical!.rightHereOnly).toBe(2);
  });
});
