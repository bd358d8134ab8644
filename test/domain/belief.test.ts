import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adjust,
  aggregateOf,
  belief,
  documentCount,
  emptyAggregate,
  mostReliable,
  reliability,
  systematicError,
  yearRange,
} from "../../src/domain/belief.js";

const evidence = fc.record({
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  polarity: fc.constantFrom("affirmed" as const, "negated" as const),
  certainty: fc.constantFrom("asserted" as const, "hedged" as const, "question" as const),
  sectionWeight: fc.double({ min: 0, max: 1, noNaN: true }),
  year: fc.integer({ min: 1950, max: 2030 }),
});

const affirming = (score: number) => ({
  score,
  polarity: "affirmed" as const,
  certainty: "asserted" as const,
  sectionWeight: 1,
  year: 2020,
});

describe("the aggregate", () => {
  it("does not depend on the order of the evidence", () => {
    fc.assert(
      fc.property(fc.array(evidence), fc.infiniteStream(fc.nat()), (items, keys) => {
        const shuffled = items
          .map((item) => ({ item, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        expect(aggregateOf(shuffled)).toEqual(aggregateOf(items));
      }),
    );
  });

  it("is what it was when evidence comes and goes", () => {
    fc.assert(
      fc.property(fc.array(evidence), evidence, (items, one) => {
        const before = aggregateOf(items);
        expect(adjust(adjust(before, one, 1), one, -1)).toEqual(before);
      }),
    );
  });

  it("counts every document once: affirming, denying or asking", () => {
    fc.assert(
      fc.property(fc.array(evidence), (items) => {
        const aggregate = aggregateOf(items);
        expect(documentCount(aggregate)).toBe(items.length);
        expect(Object.values(aggregate.years).reduce((sum, count) => sum + count, 0)).toBe(items.length);
        expect(aggregate.questions).toBe(items.filter(({ certainty }) => certainty === "question").length);
        expect(aggregate.hedged).toBe(items.filter(({ certainty }) => certainty === "hedged").length);
      }),
    );
  });

  it("counts documents and years", () => {
    const aggregate = aggregateOf([affirming(0.9), { ...affirming(0.8), year: 2015, polarity: "negated" }]);
    expect(documentCount(aggregate)).toBe(2);
    expect(aggregate.denied).toBe(1);
    expect(yearRange(aggregate)).toEqual({ first: 2015, last: 2020 });
    expect(yearRange(emptyAggregate)).toBeUndefined();
  });
});

describe("belief", () => {
  it("stays between nothing and certainty", () => {
    fc.assert(
      fc.property(fc.array(evidence), (items) => {
        const value = belief(aggregateOf(items));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 - systematicError);
      }),
    );
  });

  it("grows with support, shrinks with denial and with hedging", () => {
    fc.assert(
      fc.property(
        fc.array(evidence, { minLength: 1 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (items, score) => {
          const aggregate = aggregateOf(items);
          const now = belief(aggregate);
          const asserted = belief(adjust(aggregate, affirming(score), 1));
          const hedged = belief(adjust(aggregate, { ...affirming(score), certainty: "hedged" }, 1));
          const denied = belief(adjust(aggregate, { ...affirming(score), polarity: "negated" }, 1));
          expect(asserted).toBeGreaterThanOrEqual(now);
          expect(hedged).toBeGreaterThanOrEqual(now);
          expect(hedged).toBeLessThanOrEqual(asserted);
          expect(denied).toBeLessThanOrEqual(now);
        },
      ),
    );
  });

  it("is untouched by documents that only ask, and nothing where no other speaks", () => {
    const question = evidence.map((item) => ({ ...item, certainty: "question" as const }));
    fc.assert(
      fc.property(fc.array(evidence), fc.array(question), (items, questions) => {
        expect(belief(aggregateOf([...items, ...questions]))).toBe(belief(aggregateOf(items)));
        expect(belief(aggregateOf(questions))).toBe(0);
      }),
    );
  });

  it("moves the less the less the section weighs", () => {
    fc.assert(
      fc.property(
        fc.array(evidence),
        evidence,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (items, one, part) => {
          const aggregate = aggregateOf(items);
          const by = (item: typeof one) => Math.abs(belief(adjust(aggregate, item, 1)) - belief(aggregate));
          expect(by({ ...one, sectionWeight: one.sectionWeight * part })).toBeLessThanOrEqual(by(one));
        },
      ),
    );
  });

  it("weighs a hedged background sentence a quarter of an asserted result", () => {
    const result = affirming(0.8);
    expect(reliability(result)).toBe(0.8);
    expect(reliability({ ...result, certainty: "hedged", sectionWeight: 0.5 })).toBeCloseTo(0.2, 12);
    expect(reliability({ ...result, certainty: "question" })).toBe(0);
    expect(reliability(affirming(1))).toBe(mostReliable);
  });

  it("of one paper is its score less the systematic error", () => {
    expect(belief(aggregateOf([affirming(0.8)]))).toBeCloseTo(0.8 * (1 - systematicError), 5);
    expect(belief(emptyAggregate)).toBe(0);
  });
});
