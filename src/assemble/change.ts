import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Document } from "../domain/document.js";
import type { Evidence } from "../domain/evidence.js";
import type { UpsertChange } from "../domain/graph-store.js";
import { mayJoin } from "../domain/predicate.js";
import type { RelationMention } from "../domain/relation.js";
import { sectionWeightOf } from "../domain/section-weight.js";
import { evidenceKey, type Triple, type TripleKey, tripleOf } from "../domain/triple.js";
import { byLeadership, turned, uniteSentences } from "./merge-relations.js";
import { contentHashOf, revisionOf } from "./revision.js";

/** Names and versions of what processed a document, as evidence and document remember them. */
export interface PipelineVersions {
  readonly extractor: string;
  readonly terminology: string;
  /** Extractor, terminology and every setting that changes the result; see `fingerprint.ts`. */
  readonly fingerprint: string;
}

type Group = [RelationMention, ...RelationMention[]];

/**
 * What a document says, as one change to the graph: its relation mentions deduplicated to triples, one evidence per
 * triple, and the concepts that mentions and evidence refer to. Relations of a concept with itself, between concepts
 * that are not described, or with a predicate that may not join them say nothing and are left out.
 */
export function changeOf(annotated: AnnotatedDocument, versions: PipelineVersions): UpsertChange {
  const { document, mentions } = annotated;
  const described = new Map(annotated.concepts.map((concept) => [concept.id, concept]));
  const groups = new Map<TripleKey, { triple: Triple; relations: Group }>();
  for (const relation of annotated.relations) {
    if (!holdsTogether(relation, described)) continue;
    const triple = tripleOf(relation.subject, relation.predicate, relation.object);
    const read = relation.subject === triple.subject ? relation : turned(relation);
    const group = groups.get(triple.key);
    if (group) group.relations.push(read);
    else groups.set(triple.key, { triple, relations: [read] });
  }
  const evidence = [...groups.values()]
    .map(({ triple, relations }) => evidenceOf(document, triple, relations, versions))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    kind: "upsert",
    document,
    revision: revisionOf(document),
    contentHash: contentHashOf(document),
    fingerprint: versions.fingerprint,
    extractor: versions.extractor,
    terminology: versions.terminology,
    mentions,
    concepts: conceptsReferredTo(annotated, evidence),
    evidence,
  };
}

function holdsTogether(relation: RelationMention, described: ReadonlyMap<Curie, Concept>): boolean {
  const subject = described.get(relation.subject);
  const object = described.get(relation.object);
  if (!subject || !object || subject.id === object.id) return false;
  return mayJoin(relation.predicate, subject.category, object.category);
}

function evidenceOf(
  document: Document,
  triple: Triple,
  relations: Group,
  versions: PipelineVersions,
): Evidence {
  const [lead] = relations.sort(byLeadership);
  const sentences = uniteSentences(relations);
  return {
    key: evidenceKey(triple.key, document.id),
    triple,
    documentId: document.id,
    ...(document.year === undefined ? {} : { year: document.year }),
    sentences,
    polarity: lead.polarity,
    certainty: lead.certainty,
    cues: lead.cues,
    sectionWeight: sectionWeightOf(sentences, lead),
    novelty: lead.novelty,
    score: lead.score,
    label: lead.label,
    extractor: versions.extractor,
    terminology: versions.terminology,
  };
}

/** Those of its concepts that its mentions or the evidence refer to, by id. */
export function conceptsReferredTo(
  annotated: Pick<AnnotatedDocument, "mentions" | "concepts">,
  evidence: readonly Evidence[],
): readonly Concept[] {
  const referredTo = new Set<Curie>([
    ...annotated.mentions.flatMap((mention) => mention.link.ids),
    ...evidence.flatMap(({ triple }) => [triple.subject, triple.object]),
  ]);
  const byId = new Map(annotated.concepts.map((concept) => [concept.id, concept]));
  return [...referredTo].sort().flatMap((id) => byId.get(id) ?? []);
}
