import { changeOf } from "../src/assemble/change.js";
import type { Category, Concept } from "../src/domain/concept.js";
import type { Curie } from "../src/domain/curie.js";
import { layPassages } from "../src/domain/document.js";
import type { UpsertChange } from "../src/domain/graph-store.js";
import type { LinkedMention } from "../src/domain/link.js";
import type { EntityType } from "../src/domain/mention.js";
import type { RelationMention } from "../src/domain/relation.js";

const drugs = 3_000;
const diseases = 2_000;
const claimsEach = 3;

/**
 * Papers that each say of a few drugs that they treat a few diseases: the first drugs and diseases in many papers, the others
 * in few, as in the literature. The same numbers give the same papers.
 */
export function* syntheticPapers(from: number, to: number): Generator<UpsertChange> {
  for (let number = from; number < to; number++) yield paper(number);
}

function paper(number: number): UpsertChange {
  const named = Array.from({ length: claimsEach }, (_, at) => ({
    drug: concept("ChemicalEntity", "Drug", skewed(number, 2 * at, drugs)),
    disease: concept("Disease", "Disease", skewed(number, 2 * at + 1, diseases)),
  }));
  const mentions: LinkedMention[] = [];
  const relations: RelationMention[] = [];
  let text = "";
  for (const { drug, disease } of named) {
    const start = text.length + (text === "" ? 0 : 1);
    const sentence = `${drug.name} was given for ${disease.name} in a trial.`;
    const [subject, object] = [
      { start, end: start + drug.name.length },
      {
        start: start + sentence.indexOf(disease.name),
        end: start + sentence.indexOf(disease.name) + disease.name.length,
      },
    ];
    text += `${text === "" ? "" : " "}${sentence}`;
    mentions.push(mention(drug, "Chemical", subject), mention(disease, "Disease", object));
    const said = { polarity: "affirmed", certainty: "asserted", cues: [] } as const;
    relations.push({
      ...said,
      subject: drug.id,
      predicate: "treats",
      object: disease.id,
      label: "biored:Negative_Correlation",
      score: 0.5 + share(number, 7) / 2,
      novelty: 0.5,
      sentences: [
        {
          ...said,
          start,
          end: start + sentence.length,
          text: sentence,
          role: "results",
          section: "results",
          subjectSpans: [subject],
          objectSpans: [object],
        },
      ],
    });
  }
  const concepts = [
    ...new Map(named.flatMap(({ drug, disease }) => [drug, disease]).map((one) => [one.id, one])).values(),
  ];
  const document = {
    id: `PMID:${number + 1}`,
    version: 1,
    revisedAt: "",
    title: "",
    passages: layPassages([{ kind: "abstract", role: "results", text }]),
    year: 1990 + (number % 35),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  } as const;
  return changeOf(
    { document, mentions, relations, concepts },
    { extractor: "synthetic 1", terminology: "synthetic 1", fingerprint: "synthetic 1" },
  );
}

/** 0 to 1, the same for the same numbers (the fractional part of a multiple of the golden ratio). */
function share(number: number, salt: number): number {
  return ((number + 1) * 0.618_033_988_749_895 * (salt + 1)) % 1;
}

/** A whole number below `count`, small ones oftener. */
function skewed(number: number, salt: number, count: number): number {
  return Math.floor(share(number, salt) ** 3 * count);
}

function concept(category: Category, kind: string, number: number): Concept {
  const id: Curie = `MESH:${category === "Disease" ? "D" : "C"}${String(number).padStart(6, "0")}`;
  return {
    id,
    name: `${kind} ${number}`,
    category,
    synonyms: [`${kind} no. ${number}`],
    xrefs: [],
    parents: [],
  };
}

function mention(one: Concept, type: EntityType, span: { start: number; end: number }): LinkedMention {
  const score = { total: 1, dense: 1, sparse: 1, exact: 1, context: 0 };
  const candidates = [{ id: one.id, name: one.name, matchedName: one.name, score }];
  return {
    ...span,
    text: one.name,
    type,
    score: 0.99,
    link: { ids: [one.id], score: 1, steps: [], candidates },
  };
}
