import { LinkTable } from "../../evidence/link-table.js";
import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { categoryOf } from "../../parts/entity.js";
import type { PaperMention } from "./document.js";

/** What a mention of the text was linked to, and why. */
export function MentionCard({ mention }: { readonly mention: PaperMention }) {
  const { text, type, link } = mention;
  const category = categoryOf[type];
  return (
    <>
      <p class="concept-kind">
        <CategoryMark category={category} /> {categories[category].name} “{text}”
      </p>
      {link.concepts.length > 0 && (
        <ul class="mention-concepts">
          {link.concepts.map((concept) => (
            <li key={concept.id}>
              <ConceptLink concept={concept} />
            </li>
          ))}
        </ul>
      )}
      <LinkTable mention={mention} />
    </>
  );
}
