import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EntityType, entityTypes } from "../../src/domain/mention.js";
import { predicateByLabel } from "../../src/domain/predicate-labels.js";
import type { MentionGroup } from "../../src/domain/relation.js";
import { groupScores } from "../../src/extract/label-scores.js";
import { proposalsOf } from "../../src/extract/propose-relations.js";
import type { RelationScheme } from "../../src/extract/relation-scheme.js";
import { worthAsking } from "../../src/extract/worth-asking.js";

/** The product's own labels by group, and one of each group that states nothing. */
const labelsOf = new Map<string, readonly string[]>();
for (const key of Object.keys(predicateByLabel)) {
  const [group, label] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1).split(" ")[0]!];
  labelsOf.set(group, [...new Set([...(labelsOf.get(group) ?? ["None", "Comparison"]), label])]);
}

const pairTypes = entityTypes.flatMap((a, i) => entityTypes.slice(i).map((b) => [a, b] as const));
const least = fc.constantFrom(0.3, 0.8, 1, 2);

const schemes: fc.Arbitrary<Pick<RelationScheme, "relations">> = fc
  .tuple(
    ...[...labelsOf].map(([name, labels]) =>
      fc.record({
        name: fc.constant(name),
        labels: fc.constant(labels),
        pairTypes: fc.option(fc.subarray(pairTypes), { nil: undefined }),
        mentions: fc.boolean(),
        threshold: least,
        any: fc.option(least, { nil: undefined }),
        points: fc.option(fc.dictionary(fc.constantFrom(...labels.slice(1)), least), { nil: undefined }),
      }),
    ),
  )
  .map((groups) => {
    const some = <T>(value: (group: (typeof groups)[number]) => T | undefined) =>
      Object.fromEntries(
        groups.flatMap((group) => (value(group) === undefined ? [] : [[group.name, value(group)!]])),
      );
    return {
      relations: {
        pairTypes,
        groups: groups.map(({ name, labels, pairTypes: own, mentions }) => ({
          name,
          labels,
          mentions,
          ...(own && { pairTypes: own }),
        })),
        threshold: some(({ threshold }) => threshold),
        operatingPoint: { any: some(({ any }) => any), labels: some(({ points }) => points) },
      },
    };
  });

function conceptOf(type: EntityType, id: number): MentionGroup {
  return { id: `X:${id}`, type, mentions: [{ start: id, end: id + 1 }] };
}

/** Whether an answer makes a relation, by the groups that are heard. */
function proposes(
  scheme: Pick<RelationScheme, "relations">,
  [first, second]: readonly [MentionGroup, MentionGroup],
  logits: Float32Array,
  together: boolean,
  minScore?: number,
): boolean {
  const attention = { firstToken: 0, weights: new Float32Array() };
  return groupScores(logits, first.type, second.type, scheme)
    .filter(({ group }) => together || !group.mentions)
    .some(
      (score) => proposalsOf({ ...score, first, second, novelty: 0, attention }, scheme, minScore).length > 0,
    );
}

describe("what is worth asking", () => {
  it("is exactly what an answer could make a relation of", () => {
    fc.assert(
      fc.property(
        schemes,
        fc.constantFrom(...pairTypes),
        fc.boolean(),
        fc.option(fc.constantFrom(0.2, 2), { nil: undefined }),
        (scheme, [a, b], together, minScore) => {
          const pair = [conceptOf(a, 1), conceptOf(b, 2)] as const;
          const worth = worthAsking(scheme, () => together, minScore)(...pair);
          const labels = scheme.relations.groups.reduce((sum, group) => sum + group.labels.length, 0);
          const sureOf = (label: number) =>
            Float32Array.from({ length: labels }, (_, at) => (at === label ? 60 : 0));
          const made = [...Array(labels).keys()].some((label) =>
            proposes(scheme, pair, sureOf(label), together, minScore),
          );
          expect(made).toBe(worth);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("is never what would have made a relation, whatever the answer", () => {
    fc.assert(
      fc.property(
        schemes,
        fc.constantFrom(...pairTypes),
        fc.boolean(),
        fc.infiniteStream(fc.float({ min: -30, max: 30, noNaN: true })),
        (scheme, [a, b], together, values) => {
          const pair = [conceptOf(a, 1), conceptOf(b, 2)] as const;
          if (worthAsking(scheme, () => together)(...pair)) return;
          const labels = scheme.relations.groups.reduce((sum, group) => sum + group.labels.length, 0);
          expect(proposes(scheme, pair, Float32Array.from(values.take(labels)), together)).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });
});
