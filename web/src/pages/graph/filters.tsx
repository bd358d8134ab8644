import { Filters } from "../../filter/filters.js";
import { useConceptCounts } from "../../filter/use-concept-counts.js";
import { setQuery } from "../../route/place.js";
import { mosts, type View } from "./view.js";

/** Narrows what is drawn. The counts are of all statements of the opened concepts, not only of those that are drawn. */
export function GraphFilters({ view }: { readonly view: View }) {
  const { filter, most, of } = view;
  const counts = useConceptCounts(of, filter);
  return (
    <>
      <Filters filter={filter} counts={counts} categoryOf="Category of the neighbour" />
      <label class="filter-most">
        Statements of each concept
        <select
          value={most}
          onChange={(event) => setQuery({ most: event.currentTarget.value }, { replace: true })}
        >
          {mosts.map((many) => (
            <option key={many} value={many}>
              the {many} strongest
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
