import fc from "fast-check";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import type { Curie } from "../../src/domain/curie.js";
import { type Document, documentText, layPassages } from "../../src/domain/document.js";
import type { LinkedMention } from "../../src/domain/link.js";
import { type EntityType, entityTypes } from "../../src/domain/mention.js";
import type { RelationMention } from "../../src/domain/relation.js";

export function document(title: string, sections: readonly string[]): Document {
  return {
    id: "PMID:10",
    version: 1,
    revisedAt: "2020-01-02",
    title,
    passages: layPassages([
      ...(title === "" ? [] : [{ kind: "title", role: "title", text: title } as const]),
      ...sections.map((text) => ({ kind: "abstract", role: "results", label: "RESULTS", text }) as const),
    ]),
    publishedAt: "2019-03",
    year: 2019,
    journal: "Journal of Samples",
    publicationTypes: ["Journal Article"],
    meshHeadings: [{ id: "D006073", name: "Gout", majorTopic: true }],
    retracted: false,
    retracts: ["PMID:9"],
  };
}

export function mention(
  of: Document,
  start: number,
  end: number,
  type: EntityType,
  ids: readonly Curie[],
): LinkedMention {
  const nil = ids.length === 0 ? ({ nil: "no-candidate" } as const) : {};
  const link = { ids, ...nil, score: 0.9, steps: [], candidates: [] };
  return { start, end, type, text: documentText(of).slice(start, end), score: 0.87, link };
}

export function relation(subject: Curie, object: Curie): RelationMention {
  return {
    subject,
    predicate: "treats",
    object,
    label: "biored:Negative_Correlation",
    score: 0.8,
    polarity: "affirmed",
    certainty: "hedged",
    novelty: 0.7,
    cues: [],
    sentences: [],
  };
}

const idOf: Readonly<Record<EntityType, Curie>> = {
  Disease: "MESH:D006073",
  Chemical: "MESH:D003078",
  Gene: "NCBIGene:7157",
  Species: "NCBITaxon:9606",
  CellLine: "cellosaurus:CVCL_0030",
  Variant: "dbSNP:rs334",
};

/** Words of any characters but those that end a line or a field. */
const words = fc
  .string({ unit: "grapheme", minLength: 3, maxLength: 40 })
  .map((text) => `a${text.replace(/\s/g, " ")}z`);

/** Documents of any Unicode with mentions on whole characters, within passages. */
export const annotatedDocuments: fc.Arbitrary<AnnotatedDocument> = fc
  .tuple(fc.oneof(words, fc.constant("")), fc.array(words, { minLength: 1, maxLength: 4 }))
  .map(([title, sections]) => document(title, sections))
  .chain((of) =>
    fc
      .array(
        fc.record({
          passage: fc.nat(of.passages.length - 1),
          from: fc.nat(60),
          length: fc.integer({ min: 1, max: 9 }),
          type: fc.constantFrom(...entityTypes),
          linked: fc.boolean(),
        }),
        { maxLength: 6 },
      )
      .map((places) => {
        const mentions = places.map(({ passage, from, length, type, linked }) => {
          const { offset, text } = of.passages[passage]!;
          const starts = [...text].map((_, at, all) => all.slice(0, at).join("").length);
          const first = from % starts.length;
          const start = starts[first]!;
          const end = starts[first + length] ?? text.length;
          return mention(of, offset + start, offset + end, type, linked ? [idOf[type]] : []);
        });
        return {
          document: of,
          mentions,
          relations: [relation("MESH:D003078", "MESH:D006073")],
          concepts: [],
        };
      }),
  );
