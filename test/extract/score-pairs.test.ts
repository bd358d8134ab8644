import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EntityType } from "../../src/domain/mention.js";
import type { MentionGroup } from "../../src/domain/relation.js";
import {
  candidatePairs,
  nearestPairs,
  type PlacedConcept,
  tokensApart,
} from "../../src/extract/candidate-pairs.js";
import type { PairQuestion, RelationScheme } from "../../src/extract/relation-scheme.js";
import { scorePairsOf } from "../../src/extract/score-pairs.js";

const entityTypes: readonly EntityType[] = ["Disease", "Chemical", "Gene", "Species"];
const scheme: RelationScheme = {
  entityTypes,
  hiddenSize: 1,
  relations: {
    pairTypes: [
      ["Disease", "Chemical"],
      ["Disease", "Gene"],
      ["Chemical", "Chemical"],
      ["Gene", "Gene"],
      ["Gene", "Species"],
    ],
    groups: [
      {
        name: "biored",
        labels: ["None", "Association"],
        pairTypes: [
          ["Disease", "Gene"],
          ["Gene", "Gene"],
        ],
      },
      {
        name: "cid",
        labels: ["None", "CID"],
        pairTypes: [
          ["Disease", "Chemical"],
          ["Disease", "Species"],
        ],
      },
    ],
    threshold: { biored: 0.5, cid: 0.5 },
  },
};

/** Concepts of any types whose mentions are `length` tokens long at any places, in order of first mention. */
function concepts(most: number, tokens: number): fc.Arbitrary<readonly PlacedConcept[]> {
  const range = fc.tuple(fc.nat(tokens - 4), fc.integer({ min: 1, max: 4 }));
  const concept = fc.record({
    type: fc.constantFrom(...entityTypes),
    id: fc.nat(2 * most),
    ranges: fc.array(range, { minLength: 1, maxLength: 4 }),
  });
  return fc.array(concept, { maxLength: most }).map((all) =>
    all
      .map(({ type, id, ranges }) => {
        const placed = ranges
          .map(([start, length]) => [start, start + length] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const mentions = placed.map(([start, end]) => ({ start, end }));
        return { group: { id: `X:${id}`, type, mentions }, ranges: placed } satisfies PlacedConcept;
      })
      .sort((a, b) => a.ranges[0]![0] - b.ranges[0]![0]),
  );
}

/** The distance as its name says it, each mention held against each. */
function plainlyApart(a: PlacedConcept, b: PlacedConcept): number {
  return Math.min(
    ...a.ranges.flatMap(([from, to]) => b.ranges.map(([start, end]) => Math.max(0, start - to, from - end))),
  );
}

/** One token a UTF-16 unit. */
function encodingOf(tokens: number) {
  const starts = Int32Array.from({ length: tokens }, (_, i) => i);
  return { tokens: { starts, ends: starts.map((start) => start + 1) }, hidden: new Float32Array(tokens) };
}

/** A head whose answer about a pair depends on the places of its mentions alone, and which keeps the questions. */
function placeHead() {
  const questions: PairQuestion[] = [];
  const scorePairs = async (question: PairQuestion) => {
    questions.push(question);
    const { hidden, mentionEntity, mentionSpans, entityTypes: types, pairs } = question;
    const mark = (entity: number) =>
      mentionEntity.reduce(
        (sum, owner, mention) => (owner === entity ? sum + 3 * mentionSpans[2 * mention]! + 1 : sum),
        types[entity]!,
      );
    const rows = Array.from({ length: pairs.length / 2 }, (_, row) => {
      const [a, b] = [mark(pairs[2 * row]!), mark(pairs[2 * row + 1]!)];
      return [a, b, a - b, a + b];
    });
    const attention = new Float32Array(rows.length * hidden.length);
    for (const [row, [a]] of rows.entries()) attention[row * hidden.length + (a! % hidden.length)] = 1;
    return {
      logits: Float32Array.from(rows.flat()),
      novelty: Float32Array.from(rows, ([a]) => a! % 5),
      attention,
    };
  };
  return { questions, scorePairs };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

async function scoresOf(groups: readonly MentionGroup[], tokens: number, asks = placeHead()) {
  const scores = [];
  for await (const score of scorePairsOf(
    groups,
    { ...encodingOf(tokens), sentences: [] },
    scheme,
    asks.scorePairs,
  ))
    scores.push(score);
  return { scores, questions: asks.questions };
}

describe("candidate pairs", () => {
  it("are those of different concepts that a group answers for and the caller wants, in the head's order", () => {
    const wanted = (first: MentionGroup, second: MentionGroup) =>
      (first.id.length + second.id.length) % 3 !== 0;
    fc.assert(
      fc.property(concepts(14, 60), (all) => {
        const pairs = candidatePairs(all, scheme, wanted);
        const asked = new Set(pairs.map(([a, b]) => `${a} ${b}`));
        expect(asked.size).toBe(pairs.length);
        for (const [a, one] of all.entries()) {
          for (const [b, other] of all.entries()) {
            if (a === b) continue;
            const types = `${one.group.type} ${other.group.type}`;
            // Chemical–Chemical was taught but no group speaks of it; Disease–Species the other way round.
            const answered =
              ["Disease Chemical", "Disease Gene"].includes(types) || (types === "Gene Gene" && a < b);
            const useful = one.group.id !== other.group.id && wanted(one.group, other.group);
            expect(asked.has(`${a} ${b}`)).toBe(answered && useful);
          }
        }
        const rank = ([a]: readonly [number, number]) => entityTypes.indexOf(all[a]!.group.type);
        for (const [index, pair] of pairs.entries()) {
          if (index > 0) expect(rank(pair)).toBeGreaterThanOrEqual(rank(pairs[index - 1]!));
        }
      }),
    );
  });

  it("are apart by the tokens between their nearest mentions, nested and overlapping ones too", () => {
    fc.assert(
      fc.property(concepts(2, 40), (all) => {
        fc.pre(all.length === 2);
        const [a, b] = all as [PlacedConcept, PlacedConcept];
        expect(tokensApart(a.ranges, b.ranges)).toBe(plainlyApart(a, b));
        expect(tokensApart(b.ranges, a.ranges)).toBe(plainlyApart(a, b));
      }),
    );
  });

  it("keep exactly the nearest where they are too many, in their order", () => {
    fc.assert(
      fc.property(concepts(16, 200), fc.nat(40), (all, most) => {
        const pairs = candidatePairs(all, scheme);
        const kept = nearestPairs(pairs, all, most);
        expect(kept).toEqual(pairs.filter((pair) => kept.includes(pair)));
        expect(kept).toHaveLength(Math.min(most, pairs.length));
        // A pair is left out if and only if `most` others are nearer, or as near and before it.
        for (const [place, pair] of pairs.entries()) {
          const apart = plainlyApart(all[pair[0]]!, all[pair[1]]!);
          const better = pairs.filter(([a, b], other) => {
            const others = plainlyApart(all[a]!, all[b]!);
            return others < apart || (others === apart && other < place);
          });
          expect(kept.includes(pair)).toBe(better.length < most);
        }
      }),
    );
  });
});

describe("scoring pairs", () => {
  it("asks an ordinary document about all candidates at once", async () => {
    await fc.assert(
      fc.asyncProperty(concepts(20, 300), async (all) => {
        const { questions } = await scoresOf(
          all.map(({ group }) => group),
          300,
        );
        const pairs = candidatePairs(all, scheme);
        expect(questions.flatMap(({ pairs: asked }) => asked)).toEqual(pairs.flat());
        expect(questions).toHaveLength(pairs.length > 0 ? 1 : 0);
      }),
    );
  });

  /** 120 concepts, each mentioned twice, in `tokens` tokens: more candidates than are asked about. */
  const crowd = (tokens: number): readonly MentionGroup[] =>
    Array.from({ length: 120 }, (_, index) => {
      const [first, second] = [
        (index * (tokens >> 1)) / 120,
        (tokens >> 1) + (((index * 7) % 120) * (tokens >> 1)) / 120,
      ];
      const mentions = [Math.floor(first), Math.floor(second)].map((start) => ({ start, end: start + 1 }));
      return { id: `X:${index}`, type: entityTypes[index % 3]!, mentions };
    });

  it.each([400, 900, 2_000])(
    "bounds pairs, and pairs times tokens of a run, of 120 concepts in %i tokens",
    async (tokens) => {
      const groups = crowd(tokens);
      const { questions, scores } = await scoresOf(groups, tokens);
      const placed = groups.map((group) => ({
        group,
        ranges: group.mentions.map(({ start, end }) => [start, end] as const),
      }));
      const candidates = candidatePairs(placed, scheme);
      expect(candidates.length).toBeGreaterThan(2_000);
      expect(questions.flatMap(({ pairs }) => pairs)).toEqual(nearestPairs(candidates, placed, 1_024).flat());
      expect(scores).toHaveLength(1_024);
      for (const { pairs, hidden } of questions)
        expect((pairs.length / 2) * hidden.length).toBeLessThanOrEqual(262_144);
      // As few runs as that allows.
      expect(questions).toHaveLength(Math.ceil(1_024 / Math.floor(262_144 / tokens)));
    },
  );

  it("answers about a pair alike, however the pairs are laid into runs", async () => {
    const groups = crowd(2_000);
    const { scores, questions } = await scoresOf(groups, 2_000);
    expect(questions.length).toBeGreaterThan(4);
    const whole = questions.flatMap(({ pairs }) => pairs);
    const { logits, novelty, attention } = await placeHead().scorePairs({ ...questions[0]!, pairs: whole });
    for (const [row, score] of scores.entries()) {
      const [a, b] = [groups[whole[2 * row]!], groups[whole[2 * row + 1]!]];
      expect([score.first, score.second]).toEqual([a, b]);
      const own = logits.subarray(row * 4, (row + 1) * 4);
      const odds = score.group.name === "biored" ? own[1]! - own[0]! : own[3]! - own[2]!;
      expect(score.logOdds[1]).toBe(odds);
      expect(score.novelty).toBeCloseTo(1 / (1 + Math.exp(-novelty[row]!)), 12);
      const weights = attention.subarray(row * 2_000, (row + 1) * 2_000);
      expect(Buffer.compare(bytesOf(score.attention.weights), bytesOf(weights))).toBe(0);
    }
  });

  it("bounds each stretch of a long document", async () => {
    const groups = crowd(2_000).map((group) => ({
      ...group,
      mentions: [0, 2_000, 4_000].flatMap((shift) =>
        group.mentions.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
      ),
    }));
    const { questions } = await scoresOf(groups, 6_000);
    expect(questions.length).toBeGreaterThan(1);
    for (const { pairs, hidden } of questions) {
      expect(hidden.length).toBeLessThanOrEqual(2_048);
      expect((pairs.length / 2) * hidden.length).toBeLessThanOrEqual(262_144);
    }
    const asked = questions.reduce((sum, { pairs }) => sum + pairs.length / 2, 0);
    expect(asked).toBeLessThanOrEqual(4 * 1_024);
  });
});
