import type { Concept } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { Knowledge } from "../../evaluate/linking/reasons.js";
import type { ExtraName } from "../../link/extra-names.js";
import { normalForm } from "../../link/normal-form.js";

/** How the ids of a corpus relate to those of the terminology. */
export interface Dictionary extends Knowledge {
  /** The id that a concept has now, for an id that may have been withdrawn; unknown ids stay. */
  readonly canonical: (id: Curie) => Curie;
}

/** Of these vocabularies' ids, those that a concept carries as cross-references are its own. */
const sameInDictionaries = /^(?:OMIM|MESH):/u;

/**
 * OMIM and MeSH ids are ids of the concept that carries them, as in the dictionaries that BioSyn uses, whose lines may begin with either.
 *
 * @param added names laid over the terminology
 */
export function dictionaryOf(
  concept: (id: string) => Concept | undefined,
  added: readonly ExtraName[] = [],
): Dictionary {
  const extra = new Set(added.map(({ id, name }) => `${id}\t${normalForm(name)}`));
  const extraIds = new Set(added.map(({ id }) => id));
  return {
    canonical: (id) => concept(id)?.id ?? id,
    isKnown: (id) => extraIds.has(id) || concept(id) !== undefined,
    idsOf: (id) =>
      new Set([id, ...(concept(id)?.xrefs ?? []).filter((xref) => sameInDictionaries.test(xref))]),
    hasName(id, text) {
      const form = normalForm(text);
      const known = concept(id);
      const names = known ? [known.name, ...known.synonyms] : [];
      return extra.has(`${id}\t${form}`) || names.some((name) => normalForm(name) === form);
    },
    parentsOf: (id) => concept(id)?.parents ?? [],
  };
}
