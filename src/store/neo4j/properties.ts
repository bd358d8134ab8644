import { type Aggregate, emptyAggregate, micronats } from "../../domain/belief.js";
import type { Concept } from "../../domain/concept.js";
import type { Document, DocumentId } from "../../domain/document.js";
import type { Evidence } from "../../domain/evidence.js";
import type { LinkedMention } from "../../domain/link.js";
import { type Predicate, predicateNames } from "../../domain/predicate.js";
import type { Span } from "../../domain/span.js";
import type { WorkKey } from "../../domain/work.js";
import { documentsOf, type StoredConcept } from "../concept-variants.js";
import type { StoredMentions } from "../graph-parts.js";
import { packMentions, unpackMentions } from "../packed-mentions.js";
import { rankOf, tripleRecord } from "../records.js";
import type { StoredTriple } from "../settle.js";
import { evidenceRecord, type Placed } from "../standing.js";
import {
  type DocumentEntry,
  type NoticeKind,
  type NoticesAgainst,
  stateOf,
  statusOf,
  underConcern,
} from "../stored-document.js";
import { isWholeNumber, wholeNumber as whole } from "./graph-database.js";
import { typeOf } from "./statements.js";

/**
 * How values stand in properties of nodes and relationships, and back. What people query in Neo4j Browser is a
 * property of its own; what is nested and only we read is JSON. The driver writes plain numbers as floats, so whole
 * numbers are marked.
 */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * Properties as they come back from the server, to be compared with what stands there. A database from before lists that are empty were left
 * out may hold some; they say the same.
 */
export function plainProperties(properties: Properties): Properties {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    return isWholeNumber(value) ? value.toNumber() : value;
  };
  const entries = Object.entries(heldProperties(properties)).filter(
    ([, value]) => !Array.isArray(value) || value.length > 0,
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
}

/** Null in place of an empty list: `neo4j-admin` cannot import one, and an imported graph is to be the one that live writes make. */
function filled(items: readonly string[]): readonly string[] | null {
  return items.length > 0 ? items : null;
}

/** Those that are not null, as a node holds them. */
export function heldProperties(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

/** @param stored its mentions, where the entry comes without */
export function documentProperties(entry: DocumentEntry, stored?: StoredMentions): Properties {
  const state = stateOf(entry);
  const { delivery } = entry;
  if (!state) return { id: entry.id, status: "expected" };
  if (!delivery) return { id: entry.id, ...state };
  const { document, mentions, concepts } = delivery;
  const { title, journal, publishedAt, year } = document;
  return {
    id: entry.id,
    ...state,
    title,
    ...(journal !== undefined && { journal }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(year !== undefined && { year: whole(year) }),
    ...(underConcern(entry) && { concern: true }),
    mentionCount: whole(stored?.count ?? mentions.length),
    record: JSON.stringify(document),
    mentions: Buffer.from(stored?.packed ?? packMentions(mentions)).toString("base64"),
    ...(statusOf(entry) === "retracted" && { withheld: JSON.stringify(concepts) }),
  };
}

/** Packed, in base64; earlier programs wrote them as JSON, which stays until the document is written again. */
export function mentionsOf(property = "[]"): readonly LinkedMention[] {
  if (property.startsWith("[")) return JSON.parse(property) as LinkedMention[];
  return unpackMentions(Buffer.from(property, "base64"));
}

interface LoadedDocument {
  readonly document: Properties;
  readonly notices: readonly { readonly by: DocumentId; readonly type: string }[];
  /** What it says of triples, whether that counts or is withheld. */
  readonly evidence: readonly Properties[];
  /** Descriptions of the concepts that it refers to, as it brought them. */
  readonly concepts: readonly Concept[];
}

export function documentEntry(loaded: LoadedDocument): DocumentEntry {
  const { id, status, record, mentions, withheld, ...state } = loaded.document as Record<string, string>;
  const entry = {
    id: id as DocumentId,
    deleted: status === "deleted",
    notices: noticesAgainst(loaded.notices),
  };
  if (status === "deleted" || status === "expected") return entry;
  const { revision = "", contentHash = "", fingerprint = "", extractor, terminology } = state;
  const evidence = loaded.evidence.map((properties) => placedOf(properties).evidence);
  const kept = withheld === undefined ? loaded.concepts : (JSON.parse(withheld) as Withheld);
  return {
    ...entry,
    delivery: {
      document: JSON.parse(record ?? "") as Document,
      revision,
      contentHash,
      fingerprint,
      ...(extractor !== undefined && { extractor }),
      ...(terminology !== undefined && { terminology }),
      mentions: mentionsOf(mentions),
      ...("evidence" in kept ? kept : { evidence, concepts: kept }),
    },
  };
}

/** Concepts of a retracted document; an earlier program kept its evidence here as well. */
type Withheld =
  | readonly Concept[]
  | { readonly concepts: readonly Concept[]; readonly evidence: readonly Evidence[] };

/** Relationship types of notices. */
export const noticeTypes: Readonly<Record<NoticeKind, string>> = {
  retraction: "RETRACTS",
  concern: "EXPRESSES_CONCERN_ABOUT",
};

function noticesAgainst(notices: LoadedDocument["notices"]): NoticesAgainst {
  const by = (kind: NoticeKind) =>
    new Set(notices.flatMap((notice) => (notice.type === noticeTypes[kind] ? [notice.by] : [])));
  return { retraction: by("retraction"), concern: by("concern") };
}

/**
 * The descriptions are kept apart only when there is more than the one shown. What a concept has not is null, since its
 * node keeps what these properties do not name: the vector of its name.
 */
export function conceptProperties(stored: StoredConcept): Properties {
  const { id, name, category, synonyms, xrefs, parents, taxon, provisional, formerly } =
    stored.variants[0].concept;
  return {
    id,
    name,
    category,
    synonyms: filled(synonyms),
    xrefs: filled(xrefs),
    parents: filled(parents),
    taxon: taxon ?? null,
    provisional: provisional ?? null,
    formerly: formerly ?? null,
    documents: whole(documentsOf(stored)),
    triples: whole(stored.triples),
    variants: stored.variants.length > 1 ? JSON.stringify(stored.variants) : null,
  };
}

/** Properties of a concept that its readers need: all but its vector. */
export const conceptNames: readonly string[] = [
  "id",
  "name",
  "category",
  "synonyms",
  "xrefs",
  "parents",
  "taxon",
  "provisional",
  "formerly",
  "documents",
  "triples",
  "variants",
];

export function storedConcept(properties: Properties): StoredConcept {
  const { documents, triples, variants, embedding, embeddedBy, ...rest } = properties as Record<
    string,
    unknown
  >;
  const concept = { synonyms: [], xrefs: [], parents: [], ...rest };
  return {
    variants:
      typeof variants === "string"
        ? (JSON.parse(variants) as StoredConcept["variants"])
        : [{ concept: concept as unknown as Concept, documents: documents as number }],
    triples: triples as number,
  };
}

export function tripleProperties(stored: StoredTriple): Properties {
  const { key, aggregate, belief, documents, firstYear, lastYear } = tripleRecord(stored);
  const years = Object.entries(aggregate.years);
  return {
    key,
    belief,
    documents: whole(documents),
    affirmed: whole(aggregate.affirmed),
    denied: whole(aggregate.denied),
    hedged: whole(aggregate.hedged),
    questions: whole(aggregate.questions),
    concerns: whole(aggregate.concerns),
    duplicates: whole(aggregate.duplicates),
    retracted: whole(aggregate.retracted),
    supportMicronats: whole(aggregate.supportMicronats),
    denialMicronats: whole(aggregate.denialMicronats),
    years: years.map(([year]) => whole(Number(year))),
    documentsByYear: years.map(([, count]) => whole(count)),
    ...(firstYear !== undefined && { firstYear: whole(firstYear) }),
    ...(lastYear !== undefined && { lastYear: whole(lastYear) }),
  };
}

/** Properties of a triple that its readers need: all but what is computed from the others. */
export const tripleNames: readonly string[] = [
  "key",
  ...Object.keys(emptyAggregate).filter((name) => name !== "years"),
  "years",
  "documentsByYear",
];

export const predicateByType: ReadonlyMap<string, Predicate> = new Map(
  predicateNames.map((name) => [typeOf(name), name]),
);

/** A row of the statements that return triples. */
export function storedTriple(row: Properties): StoredTriple {
  const {
    key,
    years = [],
    documentsByYear = [],
    ...counts
  } = row.triple as Properties & {
    readonly years?: readonly number[];
    readonly documentsByYear?: readonly number[];
  };
  const aggregate = { ...emptyAggregate, ...counts } as Aggregate;
  const { affirmed, denied, hedged, questions, concerns, duplicates, retracted } = aggregate;
  const { supportMicronats, denialMicronats } = aggregate;
  const byYear = Object.fromEntries(years.map((year, i) => [String(year), documentsByYear[i] ?? 0]));
  return {
    triple: {
      key,
      subject: row.subject,
      predicate: predicateByType.get(row.type as string),
      object: row.object,
    } as StoredTriple["triple"],
    aggregate: {
      affirmed,
      denied,
      hedged,
      questions,
      concerns,
      duplicates,
      retracted,
      supportMicronats,
      denialMicronats,
      years: byYear,
    },
  };
}

export function evidenceProperties(placed: Placed): Properties {
  const record = evidenceRecord(placed);
  const { triple, documentId, year, sentences, cues, ...rest } = record;
  return {
    ...rest,
    triple: triple.key,
    subject: triple.subject,
    predicate: triple.predicate,
    object: triple.object,
    document: documentId,
    ...(year !== undefined && { year: whole(year) }),
    ...(placed.published !== undefined && { published: placed.published }),
    work: placed.work,
    micronats: whole(micronats(record)),
    rank: rankOf(record),
    sentence: sentences[0]?.text ?? "",
    sentences: JSON.stringify(sentences),
    cues: filled(cues.map(spanText)),
  };
}

/** Properties of evidence that its readers need: all but what is computed from the others for people and indexes. */
export const evidenceNames: readonly string[] = [
  "key",
  "triple",
  "subject",
  "predicate",
  "object",
  "document",
  "year",
  "published",
  "work",
  "concern",
  "duplicateOf",
  "sentences",
  "polarity",
  "certainty",
  "cues",
  "sectionWeight",
  "novelty",
  "score",
  "label",
  "extractor",
  "terminology",
];

export function placedOf(properties: Properties): Placed {
  const { work, published, concern, duplicateOf, micronats: _, cues = [], ...own } = properties;
  const { triple, subject, predicate, object, document, rank, sentence, sentences, ...rest } = own;
  return {
    evidence: {
      ...rest,
      triple: { key: triple, subject, predicate, object },
      documentId: document,
      sentences: JSON.parse(sentences as string),
      cues: spansOf(cues as readonly string[]),
    } as Evidence,
    work: work as WorkKey,
    published: published as string | undefined,
    concern: concern === true,
    duplicateOf: duplicateOf as DocumentId | undefined,
  };
}

/** Spans stand as text, since a property cannot hold pairs: `12-21`. */
function spanText({ start, end }: Span): string {
  return `${start}-${end}`;
}

/** @param variant which description of the concept the document brought */
export function mentionProperties(variant: string, spans: readonly Span[]): Properties {
  return {
    variant,
    count: whole(spans.length),
    spans: filled(spans.map(spanText)),
  };
}

export function spansOf(texts: readonly string[]): readonly Span[] {
  return texts.map((text) => {
    const [start, end] = text.split("-").map(Number);
    return { start: start!, end: end! };
  });
}
