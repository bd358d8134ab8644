import type { Span } from "./span.js";

/** `PMID:123` for PubMed; other sources bring a CURIE of their own. */
export type DocumentId = `${string}:${string}`;

export type DocumentStatus = "live" | "retracted" | "deleted";

export type SectionRole =
  | "title"
  | "background"
  | "objective"
  | "methods"
  | "results"
  | "conclusions"
  | "other";

/** What is read of a document: titles and abstracts of all, of a full text its paragraphs, captions and tables too. */
export const passageKinds = ["title", "abstract", "body", "caption", "table"] as const;
export type PassageKind = (typeof passageKinds)[number];

/** One stretch of text. `offset` is where it begins in {@link documentText}, in UTF-16 code units. */
export interface Passage {
  readonly kind: PassageKind;
  readonly role: SectionRole;
  /** As printed: the label of an abstract's section, the title of a section, what a figure or table is called (`Figure 2`). */
  readonly label?: string;
  readonly offset: number;
  /** Exactly as read: markup and entities resolved, nothing normalised. */
  readonly text: string;
}

export interface MeshHeading {
  /** Absent where the source gives the name alone. */
  readonly id?: string;
  readonly name: string;
  readonly majorTopic: boolean;
}

/**
 * One delivery of a document. Deliveries of one id are totally ordered by `revision`
 * (`PMID Version`, then the date of revision), so that the newest wins in whatever order they arrive.
 */
export interface Document {
  readonly id: DocumentId;
  readonly version: number;
  /** ISO date of the last revision of the record, `""` when the source gives none. */
  readonly revisedAt: string;
  readonly title: string;
  readonly passages: readonly Passage[];
  /** ISO date as precise as the source: `2019`, `2019-03` or `2019-03-07`. */
  readonly publishedAt?: string;
  readonly year?: number;
  readonly journal?: string;
  readonly publicationTypes: readonly string[];
  readonly meshHeadings: readonly MeshHeading[];
  /** The record itself says that it is retracted (publication type or `RetractionIn`). */
  readonly retracted: boolean;
  /** Ids of the documents that this one, a retraction notice, withdraws. */
  readonly retracts: readonly DocumentId[];
  /** The record itself says that an expression of concern stands against it; absent of others. */
  readonly concern?: true;
  /** Ids of the documents that this one expresses concern about; absent when there are none. */
  readonly concernsAbout?: readonly DocumentId[];
  /** Ids under which the same work was published as well, by what the record says; absent when there are none. */
  readonly republishedAs?: readonly DocumentId[];
}

/** What a source delivers: a document, or word that one is gone. */
export type SourceRecord =
  | { readonly kind: "document"; readonly document: Document; readonly origin: Origin }
  | { readonly kind: "deletion"; readonly documentId: DocumentId; readonly origin: Origin }
  | { readonly kind: "failure"; readonly failure: RecordFailure };

/** Where a record stood: the file as named by the user, and its number in it, from 1. */
export interface Origin {
  readonly file: string;
  readonly record: number;
}

/** A record that could not be read or processed; written to the dead-letter file, which `ingest` takes again. */
export interface RecordFailure extends Origin {
  readonly documentId?: string;
  readonly stage: "read" | "extract" | "link" | "store";
  readonly field?: string;
  readonly reason: string;
  readonly hint?: string;
  /** The record as it was delivered, so that nothing is lost, with its format. */
  readonly source?: { readonly format: string; readonly text: string };
}

/** The passages joined by single line feeds; every span of a document counts in this text. */
export function documentText(document: Pick<Document, "passages">): string {
  return document.passages.map((passage) => passage.text).join("\n");
}

/** The passage that holds `span`, or undefined when it crosses passages. */
export function passageAt(document: Pick<Document, "passages">, span: Span): Passage | undefined {
  return document.passages.find(
    (passage) => passage.offset <= span.start && span.end <= passage.offset + passage.text.length,
  );
}

/** Lays texts one after the other with the offsets that {@link documentText} gives them. */
export function layPassages(parts: readonly Omit<Passage, "offset">[]): readonly Passage[] {
  let offset = 0;
  return parts.map((part) => {
    const passage = { ...part, offset };
    offset += part.text.length + 1;
    return passage;
  });
}
