import type { Concept } from "./concept.js";
import type { Document } from "./document.js";
import type { LinkedMention } from "./link.js";
import type { RelationMention } from "./relation.js";

/** A document with all that the pipeline read out of it. `concepts` holds every concept its mentions refer to. */
export interface AnnotatedDocument {
  readonly document: Document;
  readonly mentions: readonly LinkedMention[];
  readonly relations: readonly RelationMention[];
  readonly concepts: readonly Concept[];
}
