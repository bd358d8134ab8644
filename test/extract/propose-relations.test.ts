import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { categoryOf } from "../../src/domain/concept.js";
import type { EntityType } from "../../src/domain/mention.js";
import { mayJoin } from "../../src/domain/predicate.js";
import { tripleOf } from "../../src/domain/triple.js";
import { extractRelations } from "../../src/extract/extract-relations.js";
import type { LabelGroup, RelationHead, RelationScheme } from "../../src/extract/relation-scheme.js";
import { documentOf } from "./worded-document.js";

const never = 2;

const groups: readonly LabelGroup[] = [
  {
    name: "biored",
    labels: ["None", "Association", "Positive_Correlation", "Negative_Correlation", "Bind", "Comparison"],
  },
  { name: "cid", labels: ["None", "CID"], pairTypes: [["Disease", "Chemical"]] },
  {
    name: "drugprot",
    labels: ["None", "INHIBITOR", "SUBSTRATE"],
    pairTypes: [["Chemical", "Gene"]],
    mentions: true,
  },
  {
    name: "dimb",
    labels: ["None", "INCREASES", "AFFECTS", "INCREASES^-1", "AFFECTS^-1"],
    pairTypes: [
      ["Chemical", "Chemical"],
      ["Chemical", "Species"],
    ],
  },
];

const entityTypes: readonly EntityType[] = ["Disease", "Chemical", "Gene", "Species"];

function schemeOf(more: Partial<RelationScheme["relations"]> = {}): RelationScheme {
  const pairTypes = entityTypes.flatMap((a, i) => entityTypes.slice(i).map((b) => [a, b] as const));
  const threshold = Object.fromEntries(groups.map(({ name }) => [name, 0.5]));
  return { entityTypes, hiddenSize: 1, relations: { pairTypes, groups, threshold, ...more } };
}

/** A head that gives every pair these log-odds against None; labels that are left out have −9. */
function headOf(
  said: Readonly<Record<string, number>>,
  scheme: RelationScheme = schemeOf(),
  novelty = 0,
): RelationHead {
  const row = scheme.relations.groups.flatMap(({ name, labels }) =>
    labels.map((label, at) => (at === 0 ? 0 : (said[`${name}:${label}`] ?? -9))),
  );
  return {
    scheme,
    scorePairs: async ({ pairs, hidden }) => {
      const count = pairs.length / 2;
      return {
        logits: Float32Array.from(Array.from({ length: count }, () => row).flat()),
        novelty: new Float32Array(count).fill(novelty),
        attention: new Float32Array(count * hidden.length).fill(1 / hidden.length),
      };
    },
  };
}

const treated = documentOf({ role: "results", text: "Aspirin was given for stroke." });
const inhibited = documentOf({ role: "results", text: "Aspirin blocks PTGS2." });

const told = async (
  said: Readonly<Record<string, number>>,
  more: Partial<RelationScheme["relations"]> = {},
  input = treated,
  minScore?: number,
) => {
  const settings = minScore === undefined ? {} : { minScore };
  const relations = await extractRelations(input, [headOf(said, schemeOf(more))], settings);
  return relations.map(({ predicate, label }) => `${predicate} ${label}`);
};

/** Probability to log-odds. */
const z = (p: number) => Math.log(p / (1 - p));

describe("operating points", () => {
  const operatingPoint = {
    precision: 0.8,
    any: { biored: 0.6, cid: 0.5 },
    labels: {
      biored: {
        Association: 0.6,
        Positive_Correlation: 0.7,
        Negative_Correlation: 0.8,
        Bind: never,
        Comparison: 0.5,
      },
    },
  };

  it("let a label speak once its probability reaches its own, several at once", async () => {
    expect(await told({ "biored:Negative_Correlation": z(0.81) }, { operatingPoint })).toEqual([
      "treats biored:Negative_Correlation",
    ]);
    const both = { "biored:Negative_Correlation": z(0.9), "biored:Positive_Correlation": z(0.71) };
    expect(await told(both, { operatingPoint })).toEqual([
      "treats biored:Negative_Correlation",
      "causes biored:Positive_Correlation",
    ]);
  });

  it("leave the plain association where no label speaks but P(any) reaches its own, with P(any) as its score", async () => {
    const said = { "biored:Negative_Correlation": z(0.7), "biored:Positive_Correlation": z(0.6) };
    const [relation, ...rest] = await extractRelations(treated, [headOf(said, schemeOf({ operatingPoint }))]);
    expect(rest).toEqual([]);
    expect(relation).toMatchObject({
      subject: "MESH:D001241",
      predicate: "associated_with",
      object: "MESH:D020521",
      label: "biored:Negative_Correlation",
    });
    const odds = 0.7 / 0.3 + 0.6 / 0.4;
    expect(relation!.score).toBeCloseTo(odds / (1 + odds), 2);
  });

  it("leave nothing below both, nor for a label that states nothing", async () => {
    expect(await told({ "biored:Negative_Correlation": z(0.55) }, { operatingPoint })).toEqual([]);
    expect(await told({ "biored:Comparison": z(0.95) }, { operatingPoint })).toEqual([]);
    const best = { "biored:Comparison": z(0.45), "biored:Association": z(0.4) };
    expect(await told(best, { operatingPoint }), "the likeliest is Comparison").toEqual([]);
  });

  it("never let a label speak at 2, and take the threshold where they name a group but not the label", async () => {
    expect(await told({ "biored:Bind": 20 }, { operatingPoint }, inhibited)).toEqual([
      "associated_with biored:Bind",
    ]);
    expect(await told({ "cid:CID": z(0.49) }, { operatingPoint })).toEqual([]);
    expect(await told({ "cid:CID": z(0.51) }, { operatingPoint })).toEqual(["causes cid:CID"]);
  });

  it("are told calibrated probabilities", async () => {
    const calibration = { biored: { labels: { Negative_Correlation: { scale: 0.5, bias: 0 } } } };
    const said = { "biored:Negative_Correlation": z(0.9) };
    expect(await told(said, { operatingPoint })).toEqual(["treats biored:Negative_Correlation"]);
    expect(await told(said, { operatingPoint, calibration })).toEqual([
      "associated_with biored:Negative_Correlation",
    ]);
  });

  it("give way to one least probability, in both directions", async () => {
    const said = { "biored:Negative_Correlation": z(0.7) };
    expect(await told(said, { operatingPoint }, treated, 0.65)).toEqual([
      "treats biored:Negative_Correlation",
    ]);
    expect(await told(said, { operatingPoint }, treated, 0.75)).toEqual([]);
    expect(await told({ "cid:CID": z(0.95) }, {}, treated, 0.99)).toEqual([]);
  });

  it("of a greater least probability keep no more relations", async () => {
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const keys = groups.flatMap(({ name, labels }) => labels.slice(1).map((label) => `${name}:${label}`));
    const said = fc.dictionary(fc.constantFrom(...keys), fc.double({ min: -6, max: 6, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(said, probability, probability, async (odds, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const pairs = async (least: number) =>
          (await extractRelations(inhibited, [headOf(odds)], { minScore: least })).map(
            ({ subject, object }) => [subject, object].sort().join(),
          );
        const more = await pairs(low);
        for (const pair of await pairs(high)) expect(more).toContain(pair);
      }),
      { numRuns: 15 },
    );
  });
});

describe("groups that speak of one pair", () => {
  it("support each other where they mean one triple: it is told once, with the likeliest's score and label", async () => {
    const said = { "biored:Positive_Correlation": z(0.6), "cid:CID": z(0.9) };
    const relations = await extractRelations(treated, [headOf(said)]);
    expect(relations).toMatchObject([{ predicate: "causes", label: "cid:CID" }]);
    expect(relations[0]!.score).toBeCloseTo(0.9, 5);
  });

  it("are both kept where they contradict each other", async () => {
    expect(await told({ "biored:Negative_Correlation": z(0.8), "cid:CID": z(0.7) })).toEqual([
      "treats biored:Negative_Correlation",
      "causes cid:CID",
    ]);
  });

  it("say no plain association beside anything that says more", async () => {
    expect(await told({ "biored:Association": z(0.95), "cid:CID": z(0.6) })).toEqual(["causes cid:CID"]);
  });

  it("give the subject that the predicate or the label asks for", async () => {
    const [made] = await extractRelations(inhibited, [headOf({ "drugprot:SUBSTRATE": 3 })]);
    expect(made).toMatchObject({
      subject: "NCBIGene:5743",
      predicate: "has_substrate",
      object: "MESH:D001241",
    });
    const two = documentOf({ role: "results", text: "Inulin changes aspirin." });
    const [onward] = await extractRelations(two, [headOf({ "dimb:AFFECTS": 3 })]);
    expect(onward).toMatchObject({
      subject: "MESH:D007444",
      predicate: "affects",
      object: "MESH:D001241",
    });
    const [back] = await extractRelations(two, [headOf({ "dimb:AFFECTS^-1": 3 })]);
    expect(back).toMatchObject({ subject: "MESH:D001241", object: "MESH:D007444" });
    const symmetric = { "dimb:INCREASES": 3, "dimb:INCREASES^-1": 2 };
    expect(await told(symmetric, {}, two)).toEqual(["positively_correlated_with dimb:INCREASES"]);
  });

  it("that were taught on sentences are heard only of concepts that share one", async () => {
    const apart = documentOf({ role: "results", text: "Aspirin was given. Less PTGS2 was seen." });
    const said = { "drugprot:INHIBITOR": 3 };
    expect(await told(said, {}, apart)).toEqual([]);
    expect(await told(said, {}, inhibited)).toEqual(["negatively_correlated_with drugprot:INHIBITOR"]);
  });
});

describe("several heads", () => {
  const ddi: RelationScheme = {
    entityTypes,
    hiddenSize: 1,
    relations: {
      pairTypes: [["Chemical", "Chemical"]],
      groups: [{ name: "ddi", labels: ["None", "effect"], novelty: false }],
      threshold: { ddi: 0.5 },
    },
  };
  const two = documentOf({ role: "results", text: "Metformin and aspirin interact." });

  it("are all asked, and only the model's own says what is new", async () => {
    const heads = [
      headOf({ "biored:Bind": z(0.7) }, schemeOf(), z(0.8)),
      headOf({ "ddi:effect": z(0.9) }, ddi),
    ];
    const relations = await extractRelations(two, heads);
    expect(relations.map(({ predicate }) => predicate)).toEqual([
      "pharmacologically_interacts_with",
      "directly_physically_interacts_with",
    ]);
    for (const { novelty } of relations) expect(novelty).toBeCloseTo(0.8, 5);
    const [alone] = await extractRelations(two, [headOf({ "ddi:effect": 3 }, ddi, z(0.9))]);
    expect(alone!.novelty).toBe(0.5);
  });
});

describe("relations of any answer", () => {
  it("break no rule of the table, are each triple once, sorted, and each explained within the text", async () => {
    const input = documentOf({
      role: "results",
      text: "Aspirin and metformin with TP53 and PTGS2 in diabetes and stroke. Inulin and bifidobacterium.",
    });
    const typeOf = new Map(input.mentions.map(({ link, type }) => [link.ids[0]!, type]));
    const keys = groups.flatMap(({ name, labels }) => labels.slice(1).map((label) => `${name}:${label}`));
    const said = fc.dictionary(fc.constantFrom(...keys), fc.double({ min: -3, max: 6, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(said, async (odds) => {
        const relations = await extractRelations({ ...input, explain: true }, [headOf(odds)]);
        const triples = relations.map(
          ({ subject, predicate, object }) => tripleOf(subject, predicate, object).key,
        );
        expect(new Set(triples).size).toBe(triples.length);
        for (const [index, relation] of relations.entries()) {
          const { subject, predicate, object, score, explanation, sentences } = relation;
          const [from, to] = [subject, object].map((id) => categoryOf(typeOf.get(id)!));
          expect(mayJoin(predicate, from!, to!)).toBe(true);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(relations[index - 1]?.score ?? 1);
          expect(sentences.some(({ subjectSpans }) => subjectSpans.length > 0)).toBe(true);
          expect(sentences.some(({ objectSpans }) => objectSpans.length > 0)).toBe(true);
          const { share, words } = explanation!;
          expect(words.length).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(words.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(1 + 1e-5);
          for (const [at, word] of words.entries()) {
            expect(word.text).toBe(input.text.slice(word.start, word.end));
            if (at > 0) expect(word.start).toBeGreaterThanOrEqual(words[at - 1]!.end);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});
