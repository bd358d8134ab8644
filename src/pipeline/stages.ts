/**
 * The shapes of the stages as the pipeline needs them. Rooms do not know each other; whoever wires them
 * (see `open-stages.ts`) makes these from the models at hand.
 */
import type { RelinkedMentions } from "../assemble/relinked-change.js";
import type { AnnotatedDocument } from "../domain/annotation.js";
import type { Category } from "../domain/concept.js";
import type { Document } from "../domain/document.js";
import type { Link, LinkedMention } from "../domain/link.js";
import type { Mention } from "../domain/mention.js";

/** A document with its mentions and what the relation head needs of the encoder pass (opaque to the pipeline). */
export interface EncodedDocument<Encoding> {
  readonly document: Document;
  readonly mentions: readonly Mention[];
  readonly encoding: Encoding;
}

/** Mentions as they were once read in a document. */
export interface ReadDocument {
  readonly document: Document;
  readonly mentions: readonly Mention[];
}

/** Of what was read of a document, what its links do not say. */
export function withoutLinks(read: {
  readonly document: Document;
  readonly mentions: readonly LinkedMention[];
}): ReadDocument {
  return { document: read.document, mentions: read.mentions.map(({ link: _, ...mention }) => mention) };
}

export interface LinkedDocument<Encoding> extends EncodedDocument<Encoding> {
  readonly linked: readonly LinkedMention[];
}

export interface AnnotateOptions {
  /**
   * Also says which words made each mention and relation. A relation costs nothing more; a mention's sentence is read
   * again as often as it has words, which makes an abstract take 0.65 s in place of 0.1 s (two cores).
   */
  readonly explain?: boolean;
}

export interface Stages<Encoding = unknown> {
  /** Segments, encodes and tags a batch: one encoder pass. */
  encode(documents: readonly Document[]): Promise<readonly EncodedDocument<Encoding>[]>;
  link(documents: readonly EncodedDocument<Encoding>[]): Promise<readonly LinkedDocument<Encoding>[]>;
  /** Relations between the linked concepts of each document, from the same pass. */
  relate(
    documents: readonly LinkedDocument<Encoding>[],
    options?: AnnotateOptions,
  ): Promise<readonly AnnotatedDocument[]>;
  /** Links mentions anew, in the order given, without the text being read again. */
  relink(documents: readonly ReadDocument[]): Promise<readonly RelinkedMentions[]>;
  linkName(name: string, category?: Category): Promise<Link>;
  readonly versions: StageVersions;
  close(): Promise<void>;
}

/** What the way of a document needs of the stages. */
export type ReadingStages<Encoding> = Pick<Stages<Encoding>, "versions" | "encode" | "link" | "relate">;

/** And of a delivery, whose text may have been read before. */
export type IngestingStages<Encoding> = ReadingStages<Encoding> & Pick<Stages<Encoding>, "relink">;

/** What made the annotations; a change of the fingerprint makes a document stale, see `staleness.ts`. */
export interface StageVersions {
  readonly extractor: string;
  readonly terminology: string;
  readonly fingerprint: string;
}
