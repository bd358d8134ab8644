import { useEffect, useState } from "preact/hooks";
import { ask } from "../api/ask.js";
import { ConceptFacetsDocument } from "../api/generated.js";
import { apiKey } from "../api/key.js";
import { type Counts, conceptCounts, countedBy } from "./counts.js";
import type { Filter } from "./filter.js";

/** How many statements of some concepts each choice of the filter would leave. Filters work without the counts, so a failure is silent. */
export function useConceptCounts(ids: readonly string[], filter: Filter): Counts | undefined {
  const [counts, setCounts] = useState<Counts>();
  const variables = countedBy(filter);
  useEffect(() => {
    const controller = new AbortController();
    Promise.all(ids.map((id) => ask(ConceptFacetsDocument, { id, ...variables }, controller.signal))).then(
      (answers) => setCounts(conceptCounts(answers)),
      () => !controller.signal.aborted && setCounts(undefined),
    );
    return () => controller.abort();
  }, [ids.join(), JSON.stringify(variables), apiKey.value]);
  return counts;
}
