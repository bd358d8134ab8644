import type { Concept } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Document, DocumentId, DocumentStatus } from "../domain/document.js";
import type { Evidence } from "../domain/evidence.js";
import type { DocumentState, Withheld } from "../domain/graph-reader.js";
import type { ProcessedDocument } from "../domain/graph-store.js";
import type { LinkedMention } from "../domain/link.js";
import { lastDayOf } from "../domain/publication-date.js";
import type { Span } from "../domain/span.js";
import { workOf } from "../domain/work.js";
import type { Standing } from "./standing.js";

/** The winning delivery of a document, whole. Evidence, mentions and concepts are in the graph only while it is live. */
export interface Delivery {
  readonly document: Document;
  readonly revision: string;
  readonly contentHash: string;
  readonly fingerprint: string;
  /** Names and versions of what processed it; missing when an earlier program did. */
  readonly extractor?: string;
  readonly terminology?: string;
  readonly mentions: readonly LinkedMention[];
  readonly concepts: readonly Concept[];
  readonly evidence: readonly Evidence[];
}

/**
 * All that a store knows of one document id: its winning delivery, whether it was deleted, and who retracts it.
 * An entry without delivery that is not deleted is only expected: a notice names it, and it has not come yet.
 */
export interface DocumentEntry {
  readonly id: DocumentId;
  readonly deleted: boolean;
  readonly delivery?: Delivery;
  readonly notices: NoticesAgainst;
}

export const noticeKinds = ["retraction", "concern"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Documents whose notice is in force against one, by what the notice says. */
export type NoticesAgainst = Readonly<Record<NoticeKind, ReadonlySet<DocumentId>>>;

/** One document's notice about another. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly target: DocumentId;
}

export const noNotices: NoticesAgainst = { retraction: new Set(), concern: new Set() };

export function emptyEntry(id: DocumentId): DocumentEntry {
  return { id, deleted: false, notices: noNotices };
}

/** What readers see of a retracted document's entry; undefined where it was never delivered. */
export function withheldOf({ delivery, notices }: DocumentEntry): Withheld | undefined {
  return (
    delivery && {
      by: [...notices.retraction].sort(),
      evidence: delivery.evidence.toSorted((a, b) => (a.triple.key < b.triple.key ? -1 : 1)),
      concepts: delivery.concepts,
    }
  );
}

/** Undefined while the document is only expected. */
export function statusOf(entry: DocumentEntry): DocumentStatus | undefined {
  if (entry.deleted) return "deleted";
  if (!entry.delivery) return undefined;
  return entry.delivery.document.retracted || entry.notices.retraction.size > 0 ? "retracted" : "live";
}

/** By its own record, or by a notice in force. */
export function underConcern(entry: DocumentEntry): boolean {
  return entry.delivery?.document.concern === true || entry.notices.concern.size > 0;
}

export function stateOf(entry: DocumentEntry): DocumentState | undefined {
  const status = statusOf(entry);
  if (status === undefined) return undefined;
  const { revision = "", contentHash = "", fingerprint = "", extractor, terminology } = entry.delivery ?? {};
  return {
    status,
    revision,
    contentHash,
    fingerprint,
    ...(extractor !== undefined && { extractor }),
    ...(terminology !== undefined && { terminology }),
  };
}

/** A document with all that was read out of it; undefined when it was deleted or has not come. */
export function processedDocument(entry: DocumentEntry): ProcessedDocument | undefined {
  const state = stateOf(entry);
  if (!state || !entry.delivery) return undefined;
  const { document, mentions, concepts, evidence } = entry.delivery;
  return { document, state, concern: underConcern(entry), mentions, concepts, evidence };
}

/**
 * The notices that a delivery puts in force, each once. A record that says of itself that it is retracted gives none;
 * being retracted by another notice does not matter here, so that notices against notices cannot go in circles.
 */
export function noticesOf(entry: DocumentEntry): readonly Notice[] {
  const document = entry.delivery?.document;
  if (!document || document.retracted) return [];
  const of = (kind: NoticeKind, targets: readonly DocumentId[] = []) =>
    [...new Set(targets)].map((target) => ({ kind, target }));
  return [...of("retraction", document.retracts), ...of("concern", document.concernsAbout)];
}

/** How a document refers to a concept: by its mentions, in the order of the text, or (none) by evidence alone. */
export interface ConceptReference {
  readonly concept: Concept;
  readonly spans: readonly Span[];
}

/** What a document puts into the graph: its evidence and references while it is live, withheld evidence while it is retracted. */
export interface Contribution {
  readonly evidence: readonly Standing[];
  readonly withheld: readonly Standing[];
  readonly references: ReadonlyMap<Curie, ConceptReference>;
}

export function contributionOf(entry: DocumentEntry): Contribution {
  const nothing = { evidence: [], withheld: [], references: new Map() };
  if (!entry.delivery) return nothing;
  if (statusOf(entry) === "retracted") return { ...nothing, withheld: standingsOf(entry.delivery, false) };
  const evidence = standingsOf(entry.delivery, underConcern(entry));
  return { ...nothing, evidence, references: referencesOf(entry.delivery) };
}

function standingsOf({ document, evidence }: Delivery, concern: boolean): readonly Standing[] {
  if (evidence.length === 0) return [];
  const date = document.publishedAt ?? document.year?.toString();
  const published = date === undefined ? undefined : lastDayOf(date);
  const work = workOf(document);
  return evidence.map((item) => ({ evidence: item, work, published, concern }));
}

/** Concepts by id with the places where the document mentions them. Concepts that nothing refers to are left out. */
export function referencesOf(
  delivery: Pick<Delivery, "mentions" | "evidence" | "concepts">,
): ReadonlyMap<Curie, ConceptReference> {
  const described = new Map(delivery.concepts.map((concept) => [concept.id, concept]));
  const spans = spansByConcept(delivery.mentions, delivery.evidence);
  return new Map(
    [...spans].flatMap(([id, places]) => {
      const concept = described.get(id);
      return concept ? [[id, { concept, spans: places }] as const] : [];
    }),
  );
}

/** Every concept id that mentions or evidence refer to, with the spans of its mentions. */
export function spansByConcept(
  mentions: readonly LinkedMention[],
  evidence: readonly Evidence[],
): ReadonlyMap<Curie, readonly Span[]> {
  const spans = new Map<Curie, Span[]>();
  for (const { start, end, link } of mentions) {
    for (const id of new Set(link.ids)) {
      const places = spans.get(id);
      if (places) places.push({ start, end });
      else spans.set(id, [{ start, end }]);
    }
  }
  for (const { triple } of evidence) {
    for (const id of [triple.subject, triple.object]) if (!spans.has(id)) spans.set(id, []);
  }
  return spans;
}
