import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { count } from "../../parts/numbers.js";
import { conceptAddress } from "../../route/addresses.js";
import type { Node } from "./network.js";

interface NodeCardProps {
  readonly node: Node;
  readonly pinned: boolean;
  open(): void;
  hide(): void;
  pin(): void;
}

/** What can be done with the chosen concept. */
export function NodeCard({ node, pinned, open, hide, pin }: NodeCardProps) {
  return (
    <div class="node-card">
      <p class="concept-kind">
        <CategoryMark category={node.category} /> {categories[node.category].name} ·{" "}
        {count(node.documents, "paper")} · {count(node.degree, "statement")} in view
      </p>
      <h2 class="statement">
        <a href={conceptAddress(node.id)}>{node.name}</a>
      </h2>
      <p class="actions">
        <button type="button" onClick={open}>
          {node.opened ? "Take its statements away" : "Draw its statements"}
        </button>
        <button type="button" aria-pressed={pinned} onClick={pin}>
          Pin
        </button>
        <button type="button" onClick={hide}>
          Hide
        </button>
      </p>
    </div>
  );
}
