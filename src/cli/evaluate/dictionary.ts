import type { Concept } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { IdsOf } from "../../evaluate/linking/rank.js";

/** How the ids of a corpus relate to those of the terminology. */
export interface Dictionary {
  /** The id that a concept has now, for an id that may have been withdrawn; unknown ids stay. */
  readonly canonical: (id: Curie) => Curie;
  readonly isKnown: (id: Curie) => boolean;
  /** OMIM numbers are ids of the concept that carries them, as in the dictionaries that BioSyn uses. */
  readonly idsOf: IdsOf;
}

export function dictionaryOf(concept: (id: string) => Concept | undefined): Dictionary {
  return {
    canonical: (id) => concept(id)?.id ?? id,
    isKnown: (id) => concept(id) !== undefined,
    idsOf: (id) => new Set([id, ...(concept(id)?.xrefs ?? []).filter((xref) => xref.startsWith("OMIM:"))]),
  };
}
