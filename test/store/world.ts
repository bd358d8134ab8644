import { changeOf } from "../../src/assemble/change.js";
import type { Category, Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import {
  type Document,
  type DocumentId,
  documentText,
  layPassages,
  type SectionRole,
} from "../../src/domain/document.js";
import type { EvidenceRecord } from "../../src/domain/evidence.js";
import type { DocumentChange, GraphStore, UpsertChange } from "../../src/domain/graph-store.js";
import type { LinkedMention } from "../../src/domain/link.js";
import type { EntityType } from "../../src/domain/mention.js";
import type { Predicate } from "../../src/domain/predicate.js";
import type { Certainty, Polarity } from "../../src/domain/relation.js";
import type { Span } from "../../src/domain/span.js";
import { tripleOf } from "../../src/domain/triple.js";

/** A small world of concepts, enough to tell every rule of the graph. */
export const concepts = {
  metformin: concept("MESH:D008687", "Metformin", "ChemicalEntity", ["Glucophage", "Dimethylbiguanidine"]),
  aspirin: concept("MESH:D001241", "Aspirin", "ChemicalEntity", ["Acetylsalicylic Acid"]),
  diabetes: concept("MESH:D003924", "Diabetes Mellitus, Type 2", "Disease", ["Type 2 Diabetes", "NIDDM"]),
  diabetes1: concept("MESH:D003922", "Diabetes Mellitus, Type 1", "Disease", ["Juvenile Diabetes"]),
  stroke: concept("MESH:D020521", "Stroke", "Disease", ["Cerebrovascular Accident"]),
  tp53: concept("NCBIGene:7157", "TP53", "Gene", ["p53", "tumor protein p53"]),
} as const;
export type ConceptName = keyof typeof concepts;
export const conceptNames = Object.keys(concepts) as readonly ConceptName[];

function concept(id: Curie, name: string, category: Category, synonyms: readonly string[]): Concept {
  return { id, name, category, synonyms, xrefs: [], parents: [] };
}

/** How another version of the terminology describes the same concept. */
export function renamed(original: Concept): Concept {
  return { ...original, name: `${original.name} (new)`, synonyms: [...original.synonyms, original.name] };
}

/** Another description with as many synonyms. */
function reworded(original: Concept): Concept {
  return { ...original, name: `${original.name} (anew)` };
}

const typeOf: Readonly<Record<Category, EntityType>> = {
  Disease: "Disease",
  ChemicalEntity: "Chemical",
  Gene: "Gene",
  OrganismTaxon: "Species",
  CellLine: "CellLine",
  SequenceVariant: "Variant",
};

export interface Claim {
  readonly subject: ConceptName;
  readonly predicate: Predicate;
  readonly object: ConceptName;
  readonly score?: number;
  readonly polarity?: Polarity;
  readonly certainty?: Certainty;
  readonly role?: SectionRole;
}

/** One delivery of a paper, in short: what it mentions and claims. The concepts of claims are mentioned too. */
export interface Paper {
  readonly id: DocumentId;
  readonly version?: number;
  readonly revisedAt?: string;
  readonly year?: number;
  readonly mentions?: readonly ConceptName[];
  readonly claims?: readonly Claim[];
  readonly retracted?: boolean;
  readonly retracts?: readonly DocumentId[];
  readonly concern?: boolean;
  readonly concernsAbout?: readonly DocumentId[];
  readonly republishedAs?: readonly DocumentId[];
  /** An abstract that papers may share. */
  readonly abstract?: string;
  readonly publishedAt?: string;
  /** Concepts that this delivery describes as a newer terminology does. */
  readonly renamed?: readonly ConceptName[];
  readonly fingerprint?: string;
  /** Read by a later model and terminology, which miss the first claim and the last mention, doubt the rest, and reword concepts. */
  readonly anew?: boolean;
}

/** One claim, the triple it makes, and what a store holds for it. */
export const claim = { subject: "metformin", predicate: "treats", object: "diabetes" } as const;
export const treats = tripleOf(concepts.metformin.id, "treats", concepts.diabetes.id);
export async function evidenceOf(store: GraphStore): Promise<readonly EvidenceRecord[]> {
  const page = (await store.evidence([treats.key], {}, { first: 10 })).get(treats.key);
  return page?.items.map(({ node }) => node) ?? [];
}

export function remove(documentId: DocumentId): DocumentChange {
  return { kind: "delete", documentId };
}

/** The change that the paper makes, by way of the real assembly. */
export function paper(paper: Paper): UpsertChange {
  const claims = paper.claims ?? [];
  const named = [
    ...new Set([...(paper.mentions ?? []), ...claims.flatMap(({ subject, object }) => [subject, object])]),
  ];
  const described = named.map((name) =>
    paper.renamed?.includes(name) ? renamed(concepts[name]) : (concepts[name] as Concept),
  );
  const document = documentOf(paper, described);
  const text = documentText(document);
  const found = described.map((item) => mentionOf(item, text));
  const mentions = paper.anew ? found.slice(0, -1) : found;
  const title = document.passages[0]!.text;
  const sentence = { start: 0, end: title.length, text: title };
  const spanOf = (name: ConceptName) => found.filter(({ link }) => link.ids[0] === concepts[name].id);
  const read = paper.anew ? claims.slice(1).map(doubted) : claims;
  const relations = read.map(({ polarity = "affirmed", certainty = "asserted", ...claim }) => ({
    subject: concepts[claim.subject].id,
    predicate: claim.predicate,
    object: concepts[claim.object].id,
    label: "biored:Association",
    score: claim.score ?? 0.9,
    polarity,
    certainty,
    novelty: 0.5,
    cues: cuesOf(polarity, certainty),
    sentences: [
      {
        ...sentence,
        role: claim.role ?? "title",
        section: claim.role ?? "title",
        polarity,
        certainty,
        cues: cuesOf(polarity, certainty),
        subjectSpans: spanOf(claim.subject).map(({ start, end }) => ({ start, end })),
        objectSpans: spanOf(claim.object).map(({ start, end }) => ({ start, end })),
      },
    ],
  }));
  const [extractor, terminology] = paper.anew ? ["joint 2", "mesh 2"] : ["joint 1", "mesh 1"];
  return changeOf(
    { document, mentions, relations, concepts: paper.anew ? described.map(reworded) : described },
    { extractor, terminology, fingerprint: paper.fingerprint ?? `${extractor}, ${terminology}` },
  );
}

function doubted(claim: Claim): Claim {
  return { ...claim, score: (claim.score ?? 0.9) / 2 };
}

/** “We studied” stands for whatever made it so. */
function cuesOf(polarity: Polarity, certainty: Certainty): readonly Span[] {
  return polarity === "affirmed" && certainty === "asserted" ? [] : [{ start: 0, end: 10 }];
}

function documentOf(paper: Paper, described: readonly Concept[]): Document {
  const title = `We studied ${described.map(({ name }) => name).join(" and ")}.`;
  const passages = layPassages([
    { kind: "title", role: "title", text: title },
    ...(paper.abstract === undefined
      ? []
      : [{ kind: "abstract", role: "other", text: paper.abstract } as const]),
  ]);
  const publishedAt = paper.publishedAt;
  const year = paper.year ?? (publishedAt === undefined ? undefined : Number(publishedAt.slice(0, 4)));
  return {
    id: paper.id,
    version: paper.version ?? 1,
    revisedAt: paper.revisedAt ?? "",
    title,
    passages,
    ...(publishedAt !== undefined && { publishedAt }),
    ...(year !== undefined && { year }),
    // What is claimed is part of the record, as in life: another claim is another delivery.
    journal: JSON.stringify([paper.claims, paper.renamed]),
    publicationTypes: [],
    meshHeadings: [],
    retracted: paper.retracted ?? false,
    retracts: paper.retracts ?? [],
    ...(paper.concern && { concern: true }),
    ...(paper.concernsAbout && { concernsAbout: paper.concernsAbout }),
    ...(paper.republishedAs && { republishedAs: paper.republishedAs }),
  };
}

function mentionOf(item: Concept, text: string): LinkedMention {
  const start = text.indexOf(item.name);
  const score = { total: 1, dense: 1, sparse: 1, exact: 1, context: 0 };
  const candidates = [{ id: item.id, name: item.name, matchedName: item.name, score }];
  const link = { ids: [item.id], score: 1, steps: [], candidates };
  return {
    start,
    end: start + item.name.length,
    text: item.name,
    type: typeOf[item.category],
    score: 0.99,
    link,
  };
}
