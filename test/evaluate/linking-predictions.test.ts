import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import type { Candidate } from "../../src/domain/link.js";
import { seededRandom } from "../../src/evaluate/bootstrap.js";
import { evaluateLinking, type LinkedCase } from "../../src/evaluate/linking/evaluate-linking.js";
import { layLinks, predictionsOf } from "../../src/evaluate/linking/predictions.js";

const folder = join(import.meta.dirname, "../fixtures/linking");
const read = (file: string) => readFileSync(join(folder, file), "utf8");

/** Concepts of one merged vocabulary: those of even number have an OMIM number too. */
const idsOf = (id: Curie) => {
  const number = Number(id.slice("MESH:D".length));
  return new Set<Curie>(number % 2 === 0 ? [id, `OMIM:${100_000 + number}`] : [id]);
};

/** Mentions of one or two concepts, read as one or two parts, gold anywhere among the candidates or nowhere. */
function madeUp(count: number): readonly LinkedCase[] {
  const random = seededRandom(7);
  const below = (most: number) => Math.floor(random() * most);
  const idOf = (number: number): Curie => `MESH:D${100_000 + number}`;
  return Array.from({ length: count }, (_, index): LinkedCase => {
    const gold = Array.from({ length: 1 + below(2) }, () => below(40));
    const parts = Array.from({ length: 1 + below(2) }, () => {
      const others = Array.from({ length: below(22) }, (_place, place) => idOf(50 + place));
      // Half the time near the top, so that every cutoff tells something.
      const place = below(2) === 0 ? below(3) : below(24);
      return place <= others.length && below(5) > 0 ? others.toSpliced(place, 0, idOf(gold[0]!)) : others;
    });
    const candidates = parts.map((ids) =>
      ids.map((id, place): Candidate => {
        const score = { total: 1 - place / 100, dense: 0.5, sparse: 0.25, exact: 0, context: 1 };
        return { id, name: `concept ${id}`, matchedName: `name of ${id}`, score };
      }),
    );
    return {
      documentId: `PMID:${1 + (index % 5)}`,
      start: 10 * index,
      end: 10 * index + 8,
      text: "mention",
      category: "Disease",
      gold: [...new Set(gold.map((one): Curie => (one % 4 === 0 ? `OMIM:${200_000 + one}` : idOf(one))))],
      link: {
        ids: [],
        nil: "below-threshold",
        score: 0,
        steps: parts.length > 1 ? [{ rule: "composite", text: "one part | the other" }] : [],
        candidates: [],
      },
      parts: candidates,
    };
  });
}

const cases = madeUp(24);
const knowledge = { idsOf, isKnown: () => true, hasName: () => false, parentsOf: () => [] };

describe("predictions in BioSyn's layout", () => {
  it("are scored by BioSyn's rules as here", async () => {
    const predictions = predictionsOf(cases, idsOf);
    const { queries, ...accuracies } = predictions;
    await expect(`${JSON.stringify({ queries })}\n`).toMatchFileSnapshot(join(folder, "predictions.json"));
    // Written by `test/fixtures/linking/make.py`, the reference.
    const reference = JSON.parse(read("accuracies.json")) as Record<string, number>;
    expect(Object.keys(reference)).toHaveLength(20);
    for (const [name, share] of Object.entries(reference)) {
      expect(accuracies[name as "acc1"], name).toBeCloseTo(share, 12);
    }
    const evaluation = evaluateLinking(cases, { knowledge });
    for (const name of ["acc1", "acc5", "acc20"] as const) {
      expect(evaluation[name]).toBeCloseTo(100 * reference[name]!, 10);
    }
    expect(evaluation.acc1).toBeLessThan(evaluation.acc5);
    expect(evaluation.acc5).toBeLessThan(evaluation.acc20);
  });

  it("name what was looked up for each part", () => {
    const { queries } = predictionsOf(cases, idsOf);
    for (const { mentions } of queries) {
      expect(mentions.map(({ mention }) => mention)).toEqual(
        mentions.length > 1 ? ["one part", "the other"] : ["mention"],
      );
    }
  });
});

describe("another run's predictions", () => {
  const right = cases.map(({ gold, parts }) =>
    parts.every(([first]) => first && gold.some((id) => idsOf(first.id).has(id))),
  );
  const saved = predictionsOf(cases, idsOf);

  it("are laid beside the mentions by place, whatever their order", () => {
    const text = JSON.stringify({ queries: saved.queries.toReversed() });
    expect(layLinks(cases, text, "x.json")).toEqual(right);
    expect(right).toContain(true);
    expect(right).toContain(false);
  });

  it("may be BioSyn's own, in the corpus' order", () => {
    const queries = saved.queries.map(({ mentions }) => ({
      mentions: mentions.map((one) => ({ ...one, golden_cui: one.golden_cui.replaceAll("MESH:", "") })),
    }));
    expect(layLinks(cases, JSON.stringify({ queries }), "x.json")).toEqual(right);
    const turned = JSON.stringify({ queries: queries.toReversed() });
    expect(() => layLinks(cases, turned, "x.json")).toThrow(/x\.json does not fit the corpus/u);
  });

  it("are refused when mentions are missing or the file is another", () => {
    const part = JSON.stringify({ queries: saved.queries.slice(1) });
    expect(() => layLinks(cases, part, "x.json")).toThrow(
      expect.objectContaining({
        code: "BAD_INPUT",
        message: expect.stringMatching(/has 23 mentions, of the corpus' 24 it lacks 1 \(first “mention”/u),
      }),
    );
    expect(() => layLinks(cases, "{", "x.json")).toThrow(/x\.json: not JSON/u);
    expect(() => layLinks(cases, "[]", "x.json")).toThrow(/no “queries”/u);
    expect(() => layLinks(cases, '{"queries":[{"mentions":[]}]}', "x.json")).toThrow(/query 1 lacks/u);
  });
});
