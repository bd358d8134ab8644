import type { Category } from "../../api/generated.js";
import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { EdgeSample } from "../../parts/edge-sample.js";

/** What the shapes, colours, widths and dashes of the drawing mean. */
export function Legend() {
  return (
    <details class="legend" open>
      <summary>Legend</summary>
      <ul>
        {(Object.keys(categories) as Category[]).map((category) => (
          <li key={category}>
            <CategoryMark category={category} /> {categories[category].name}
          </li>
        ))}
        <li>
          <EdgeSample family="acts" width={1.5} /> <EdgeSample family="acts" width={6} /> thicker: more
          believed
        </li>
        <li>
          <EdgeSample family="acts" dashes="9 5" /> contested: affirmed and denied
        </li>
        <li>
          <EdgeSample family="acts" dashes="2 5" /> nobody affirms it
        </li>
        <li>
          <b>≡3</b> three statements about the two
        </li>
        <li>
          <b>✕2</b> two papers deny it · <b>⊘1</b> a retracted one spoke of it
        </li>
        <li>Ring: its statements are drawn</li>
      </ul>
    </details>
  );
}
