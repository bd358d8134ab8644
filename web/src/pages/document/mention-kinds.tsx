import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { categoryOf } from "../../parts/entity.js";
import { count } from "../../parts/numbers.js";
import type { PaperMention } from "./document.js";

/** What the marks of the text mean, and how many there are of each. */
export function MentionKinds({ mentions }: { readonly mentions: readonly PaperMention[] }) {
  const kinds = new Map<PaperMention["type"], number>();
  for (const { type } of mentions) kinds.set(type, (kinds.get(type) ?? 0) + 1);
  return (
    <ul class="mention-kinds" aria-label="Kinds of mentions">
      {[...kinds].map(([type, found]) => {
        const { name, plural } = categories[categoryOf[type]];
        return (
          <li key={type}>
            <CategoryMark category={categoryOf[type]} />{" "}
            {count(found, name.toLowerCase(), plural.toLowerCase())}
          </li>
        );
      })}
    </ul>
  );
}
