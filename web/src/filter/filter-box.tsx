import type { ComponentProps } from "preact";
import { setQuery } from "../route/place.js";
import { parts } from "./filter.js";
import { Filters } from "./filters.js";

/** The filters above a list of statements: closed until wanted, or until an address brings some. */
export function FilterBox(props: ComponentProps<typeof Filters>) {
  const set = parts(props.filter);
  return (
    <details class="filter-box" open={set > 0}>
      <summary>Filter{set > 0 && ` (${set} set)`}</summary>
      <Filters {...props} />
      {set > 0 && (
        <button
          type="button"
          class="quiet"
          onClick={() =>
            setQuery({ predicates: "", category: "", belief: "", "from-year": "", "to-year": "", stance: "" })
          }
        >
          Clear the filter
        </button>
      )}
    </details>
  );
}
