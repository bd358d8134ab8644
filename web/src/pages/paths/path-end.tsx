import type { ConceptNameFragment } from "../../api/generated.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { ConceptSearch } from "../../parts/concept-search.js";

interface PathEndProps {
  readonly label: string;
  /** Empty until one is chosen. */
  readonly id: string;
  /** Null where the graph has none. */
  readonly concept: ConceptNameFragment | null | undefined;
  choose(id: string): void;
}

/** One end of a path: what is chosen, and a search for another. */
export function PathEnd({ label, id, concept, choose }: PathEndProps) {
  return (
    <div class="path-end">
      <ConceptSearch
        label={label}
        placeholder={id ? "Another concept …" : "Drug, disease, gene …"}
        onChoose={(chosen) => choose(chosen.id)}
      />
      <p class="path-chosen">
        {concept && <ConceptLink concept={concept} />}
        {concept === null && `The graph has no ${id}`}
      </p>
    </div>
  );
}
