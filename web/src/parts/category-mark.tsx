import type { Category } from "../api/generated.js";
import { categories } from "./category.js";

/** Colour and glyph of a category; read aloud as its name. */
export function CategoryMark({ category }: { readonly category: Category }) {
  const { glyph, name } = categories[category];
  return (
    <span class={`category category-${category}`} role="img" aria-label={name} title={name}>
      {glyph}
    </span>
  );
}
