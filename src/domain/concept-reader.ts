import type { Category } from "./concept.js";
import type { Curie } from "./curie.js";
import type { ConceptFilter, ConceptRecord, Page, PageRequest } from "./graph-reader.js";

/** The beginning of a name, as it is typed. */
export interface SuggestionRequest {
  readonly prefix: string;
  /** Of these categories alone; empty or absent: of all. */
  readonly categories?: readonly Category[];
  readonly first: number;
}

export interface ConceptSuggestion {
  readonly concept: ConceptRecord;
  /** Which of its names begins so or, where none does, is nearest to it. */
  readonly matchedName: string;
}

/** Questions about concepts by their names and by their places in the hierarchy. */
export interface ConceptReader {
  /** Those with a name that begins so, most documents first; where there is none, what a search finds, which takes longer. */
  suggestConcepts(request: SuggestionRequest): Promise<readonly ConceptSuggestion[]>;
  /** How long the whole list is that a search gives page by page. */
  countConcepts(filter: ConceptFilter): Promise<number>;
  /** A page of the concepts directly below each, most documents first. */
  children(ids: readonly Curie[], page: PageRequest): Promise<ReadonlyMap<Curie, Page<ConceptRecord>>>;
  /** How many concepts stand directly below each; those below which none stands may be left out. */
  childCounts(ids: readonly Curie[]): Promise<ReadonlyMap<Curie, number>>;
}
