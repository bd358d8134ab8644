import type { ConceptNameFragment } from "../api/generated.js";
import { conceptAddress } from "../route/addresses.js";
import { CategoryMark } from "./category-mark.js";

export function ConceptLink({ concept }: { readonly concept: ConceptNameFragment }) {
  return (
    <a class="concept-link" href={conceptAddress(concept.id)}>
      <CategoryMark category={concept.category} /> {concept.name}
    </a>
  );
}
