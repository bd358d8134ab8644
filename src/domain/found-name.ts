import type { Curie } from "./curie.js";
import type { Span } from "./span.js";

/** A name of a terminology where a text writes it. */
export interface FoundName extends Span {
  /** The concepts that have the name, each once. */
  readonly ids: readonly Curie[];
}
