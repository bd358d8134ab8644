import type { ConceptStream, FormerId, Mapping, SourceReport } from "./source.js";

/** A source of a source, as a manifest describes it. */
export interface Origin {
  readonly name: string;
  readonly licence: string;
}

/** One source of a terminology, ready to be read; it may give several kinds of things. */
export interface BuildSource {
  /** The word of the format: `mesh`, `umls`. */
  readonly format: string;
  /** What people call it, and who publishes it. */
  readonly name: string;
  readonly holder: string;
  readonly licence: string;
  /** What it is used for, in a few words. */
  readonly use: string;
  /** What a source that was itself made of others says of them. */
  readonly origins?: readonly Origin[];
  /** The files that are read. */
  readonly files: readonly string[];
  concepts?(report: SourceReport): ConceptStream;
  mappings?(report: SourceReport): AsyncIterable<Mapping>;
  formerIds?(report: SourceReport): AsyncIterable<FormerId>;
  /** Concepts of an older release: those that are gone are looked for by name among the new ones. */
  older?(report: SourceReport): ConceptStream;
}

/** What came of one source. */
export interface SourceOutcome {
  /** Concepts that no source before had. */
  concepts: number;
  /** Concepts that a source before had, merged into those. */
  merged: number;
  /** Cross-references that its mappings gave to concepts. */
  xrefs: number;
  /** Withdrawn ids that now lead to a concept. */
  formerly: number;
  problems: number;
  readonly leftOut: Record<string, number>;
}
