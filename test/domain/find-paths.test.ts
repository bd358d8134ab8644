import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import { type ConceptPath, findPaths, type PathRequest } from "../../src/domain/find-paths.js";
import { predicateNames } from "../../src/domain/predicate.js";
import { tripleOf } from "../../src/domain/triple.js";
import type { Step } from "../../src/domain/walk-reader.js";

const idOf = (number: number): Curie => `MESH:D${number}`;

/** Few concepts and few beliefs, so that many ways cost the same. */
const steps = fc.array(
  fc
    .tuple(fc.nat(6), fc.nat(6), fc.constantFrom(0, 0.25, 0.5, 0.9), fc.constantFrom(...predicateNames))
    .filter(([a, b]) => a !== b)
    .map(([a, b, belief, predicate]): Step => ({ ...tripleOf(idOf(a), predicate, idOf(b)), belief })),
  { maxLength: 25 },
);
const request = fc.record({
  from: fc.constant(idOf(0)),
  to: fc.nat(6).map(idOf),
  maxLength: fc.integer({ min: 1, max: 5 }),
  order: fc.constantFrom("length" as const, "belief" as const),
  first: fc.integer({ min: 1, max: 30 }),
});

/** Every way, by trying all of them, then sorted. */
function allPaths(
  all: readonly Step[],
  { from, to, maxLength, order, first }: PathRequest,
): readonly ConceptPath[] {
  const best = new Map<string, Step>();
  for (const step of all) {
    const pair = [step.subject, step.object].sort().join(" ");
    const known = best.get(pair);
    if (!known || step.belief > known.belief || (step.belief === known.belief && step.key < known.key))
      best.set(pair, step);
  }
  const usable = [...best.values()].filter(({ belief }) => belief > 0);
  const whole: ConceptPath[] = [];
  const walk = (path: ConceptPath) => {
    const end = path.concepts.at(-1)!;
    if (end === to) {
      if (path.steps.length > 0) whole.push(path);
      return;
    }
    if (path.steps.length === maxLength) return;
    for (const step of usable) {
      if (step.subject !== end && step.object !== end) continue;
      const next = step.subject === end ? step.object : step.subject;
      if (!path.concepts.includes(next))
        walk({ concepts: [...path.concepts, next], steps: [...path.steps, step] });
    }
  };
  walk({ concepts: [from], steps: [] });
  const cost = ({ steps: taken }: ConceptPath) =>
    taken.reduce((total, { belief }) => total + Math.round(-Math.log(belief) * 1e6), 0);
  const keys = (path: ConceptPath) => path.steps.map(({ key }) => key).join(" ");
  const place = (path: ConceptPath) =>
    order === "length" ? [path.steps.length, cost(path)] : [cost(path), path.steps.length];
  return whole
    .sort((a, b) => {
      const [one, other] = [place(a), place(b)];
      return one[0]! - other[0]! || one[1]! - other[1]! || (keys(a) < keys(b) ? -1 : 1);
    })
    .slice(0, first);
}

describe("paths", () => {
  it("are those that a search of all finds, in the same order", () => {
    fc.assert(
      fc.property(steps, request, (all, asked) => {
        expect(findPaths(all, asked)).toEqual(allPaths(all, asked));
      }),
      { numRuns: 1000 },
    );
  });

  it("do not depend on the order or the number of the steps that are given", () => {
    fc.assert(
      fc.property(steps, request, fc.nat(), (all, asked, turn) => {
        const turned = [
          ...all.slice(turn % (all.length + 1)),
          ...all,
          ...all.slice(0, turn % (all.length + 1)),
        ];
        expect(findPaths(turned.reverse(), asked)).toEqual(findPaths(all, asked));
      }),
    );
  });
});
