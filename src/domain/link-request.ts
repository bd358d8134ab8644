import type { Category } from "./concept.js";

/** A name with a category. */
export interface NamedThing {
  readonly name: string;
  readonly category: Category;
}

/** A name to be linked, with what is known of the text it stands in. */
export interface LinkRequest {
  readonly mention: string;
  /** Without it every category is tried. */
  readonly category?: Category;
  /** The sentence or abstract around it: its abbreviations and species count. */
  readonly context?: string;
  /** What else the text names, where the caller knows. */
  readonly others?: readonly NamedThing[];
}
