import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { count } from "../../parts/numbers.js";
import { SourceLink } from "../../parts/source-link.js";
import type { ConceptAnswer } from "./concept.js";

/** So many synonyms are shown at once; some concepts have hundreds. */
const shownSynonyms = 8;

export function ConceptHead({ concept }: { readonly concept: ConceptAnswer }) {
  const { name, category, synonyms, xrefs, parents } = concept;
  return (
    <header class="concept-head">
      <p class="concept-kind">
        <CategoryMark category={category} /> {categories[category].name}
        {concept.provisional && (
          <span title="Made of mentions that no concept of the terminology fits"> · provisional</span>
        )}{" "}
        · mentioned in {count(concept.documents, "paper")}
      </p>
      <h1>{name}</h1>
      <dl class="facts">
        <dt>Ids</dt>
        <dd class="ids">
          {[concept.id, ...xrefs].map((curie) => (
            <SourceLink key={curie} curie={curie} />
          ))}
          {concept.formerly.length > 0 && <span>formerly {concept.formerly.join(", ")}</span>}
        </dd>
        {concept.taxon && (
          <>
            <dt>Species</dt>
            <dd>
              <SourceLink curie={concept.taxon} />
            </dd>
          </>
        )}
        {synonyms.length > 0 && (
          <>
            <dt>Also called</dt>
            <dd>
              {synonyms.slice(0, shownSynonyms).join(" · ")}
              {synonyms.length > shownSynonyms && (
                <details>
                  <summary>{synonyms.length - shownSynonyms} more</summary>
                  {synonyms.slice(shownSynonyms).join(" · ")}
                </details>
              )}
            </dd>
          </>
        )}
        {parents.length > 0 && (
          <>
            <dt>Broader</dt>
            <dd class="concepts">
              {parents.map((parent) => (
                <ConceptLink key={parent.id} concept={parent} />
              ))}
            </dd>
          </>
        )}
      </dl>
    </header>
  );
}
