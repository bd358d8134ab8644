import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeOf } from "../../src/assemble/change.js";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import type { Category, Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import type { Document } from "../../src/domain/document.js";
import { mayJoin, predicateNames } from "../../src/domain/predicate.js";
import type { RelationMention } from "../../src/domain/relation.js";
import { evidenceKey, tripleOf } from "../../src/domain/triple.js";

const versions = { extractor: "joint 1", terminology: "mesh 1", fingerprint: "joint 1 mesh 1" };

function concept(id: Curie, category: Category): Concept {
  return { id, name: id, category, synonyms: [], xrefs: [], parents: [] };
}

const concepts = [
  concept("MESH:D1", "Disease"),
  concept("MESH:D2", "ChemicalEntity"),
  concept("MESH:D3", "ChemicalEntity"),
  concept("NCBIGene:4", "Gene"),
];

const document: Document = {
  id: "PMID:1",
  version: 1,
  revisedAt: "",
  title: "T",
  passages: [],
  year: 2020,
  publicationTypes: [],
  meshHeadings: [],
  retracted: false,
  retracts: [],
};

const span = fc
  .tuple(fc.nat(50), fc.integer({ min: 1, max: 9 }))
  .map(([start, length]) => ({ start, end: start + length }));
const sentence = fc.constantFrom(0, 60, 120).chain((start) =>
  fc.record({
    start: fc.constant(start),
    end: fc.constant(start + 60),
    text: fc.constant(`sentence at ${start}`),
    section: fc.constant("results"),
    role: fc.constantFrom("background", "results"),
    polarity: fc.constantFrom("affirmed", "negated"),
    certainty: fc.constantFrom("asserted", "hedged", "question"),
    cues: fc.array(span, { maxLength: 1 }),
    subjectSpans: fc.array(span, { maxLength: 2 }),
    objectSpans: fc.array(span, { maxLength: 2 }),
  }),
);
const id = fc.constantFrom<Curie>("MESH:D1", "MESH:D2", "MESH:D3", "NCBIGene:4", "MESH:unknown");
const relation: fc.Arbitrary<RelationMention> = fc.record({
  subject: id,
  predicate: fc.constantFrom(...predicateNames),
  object: id,
  label: fc.constantFrom("biored:Association", "cid:CID"),
  score: fc.constantFrom(0.2, 0.5, 0.9),
  polarity: fc.constantFrom("affirmed", "negated"),
  certainty: fc.constantFrom("asserted", "hedged", "question"),
  novelty: fc.constantFrom(0, 1),
  cues: fc.array(span, { maxLength: 1 }),
  sentences: fc.array(sentence, { maxLength: 3 }),
});
const relations = fc.array(relation, { maxLength: 12 });

function changed(list: readonly RelationMention[]) {
  const annotated: AnnotatedDocument = { document, mentions: [], relations: list, concepts };
  return changeOf(annotated, versions);
}

function swapped(item: RelationMention): RelationMention {
  const sentences = item.sentences.map((s) => ({
    ...s,
    subjectSpans: s.objectSpans,
    objectSpans: s.subjectSpans,
  }));
  return { ...item, subject: item.object, object: item.subject, sentences };
}

const isSymmetric = (item: RelationMention) =>
  tripleOf("MESH:D1", item.predicate, "MESH:D2").key === tripleOf("MESH:D2", item.predicate, "MESH:D1").key;

describe("the change a document makes", () => {
  it("does not depend on the order of extraction", () => {
    fc.assert(
      fc.property(
        relations.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(changed(shuffled)).toEqual(changed(list));
        },
      ),
    );
  });

  it("is the same from whichever side a symmetric relation is read", () => {
    fc.assert(
      fc.property(relations, (list) => {
        expect(changed(list.map((item) => (isSymmetric(item) ? swapped(item) : item)))).toEqual(
          changed(list),
        );
      }),
    );
  });

  it("has one evidence for each triple that the relations state, and none that may not be", () => {
    const byId = new Map(concepts.map((item) => [item.id, item.category]));
    fc.assert(
      fc.property(relations, (list) => {
        const stated = list.filter(({ subject, predicate, object }) => {
          const [from, to] = [byId.get(subject), byId.get(object)];
          return from !== undefined && to !== undefined && subject !== object && mayJoin(predicate, from, to);
        });
        const keys = new Set(stated.map((item) => tripleOf(item.subject, item.predicate, item.object).key));
        const { evidence } = changed(list);
        expect(evidence.map(({ triple }) => triple.key).sort()).toEqual([...keys].sort());
        expect(evidence.map(({ key }) => key)).toEqual(
          [...keys].map((key) => evidenceKey(key, document.id)).sort(),
        );
      }),
    );
  });

  it("lets the best relation mention lead and unites the sentences of all", () => {
    fc.assert(
      fc.property(relations, (list) => {
        for (const evidence of changed(list).evidence) {
          const merged = list.filter(
            (item) => tripleOf(item.subject, item.predicate, item.object).key === evidence.triple.key,
          );
          expect(evidence.score).toBe(Math.max(...merged.map(({ score }) => score)));
          expect(
            merged.some((item) => item.score === evidence.score && item.polarity === evidence.polarity),
          ).toBe(true);
          const starts = merged.flatMap(({ sentences }) => sentences.map(({ start }) => start));
          expect(evidence.sentences.map(({ start }) => start)).toEqual(
            [...new Set(starts)].sort((a, b) => a - b),
          );
        }
      }),
    );
  });

  it("swaps the spans of both sides when the canonical order swaps them", () => {
    const item: RelationMention = {
      subject: "MESH:D3",
      predicate: "interacts_with",
      object: "MESH:D2",
      label: "biored:Drug_Interaction",
      score: 1,
      polarity: "affirmed",
      certainty: "asserted",
      novelty: 1,
      cues: [],
      sentences: [
        {
          start: 0,
          end: 60,
          text: "s",
          section: "title",
          role: "title",
          polarity: "affirmed",
          certainty: "asserted",
          cues: [],
          subjectSpans: [{ start: 1, end: 2 }],
          objectSpans: [{ start: 5, end: 9 }],
        },
      ],
    };
    const [evidence] = changed([item]).evidence;
    expect(evidence?.triple).toMatchObject({ subject: "MESH:D2", object: "MESH:D3" });
    expect(evidence?.sentences[0]).toMatchObject({
      subjectSpans: [{ start: 5, end: 9 }],
      objectSpans: [{ start: 1, end: 2 }],
    });
  });

  it("brings the concepts that are referred to, and no others", () => {
    const { concepts: brought } = changed([
      {
        ...fc.sample(relation, { numRuns: 1, seed: 1 })[0]!,
        subject: "MESH:D2",
        predicate: "treats",
        object: "MESH:D1",
      },
    ]);
    expect(brought.map((item) => item.id)).toEqual(["MESH:D1", "MESH:D2"]);
  });
});
