import { useEffect } from "preact/hooks";
import { ConceptDocument, type ConceptQuery, type Predicate } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { filterOf, parts, tripleFilter } from "../../filter/filter.js";
import { FilterBox } from "../../filter/filter-box.js";
import { useConceptCounts } from "../../filter/use-concept-counts.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { everyPredicate } from "../../parts/predicate.js";
import { graphAddress, pathsAddress } from "../../route/addresses.js";
import { place } from "../../route/place.js";
import type { PageProps } from "../pages.js";
import { ConceptHead } from "./concept-head.js";
import { Papers } from "./papers.js";
import { PredicateSection } from "./predicate-section.js";
import "./concept.css";

export type ConceptAnswer = NonNullable<ConceptQuery["concept"]>;

/** Of each predicate that the concept has, the one with the strongest statement first. */
function sections(concept: ConceptAnswer): readonly Predicate[] {
  const best = (predicate: Predicate) => concept[predicate].edges[0]?.node.belief ?? -1;
  return everyPredicate.filter((predicate) => best(predicate) >= 0).sort((a, b) => best(b) - best(a));
}

export default function Concept({ parameters }: PageProps) {
  const id = parameters.id!;
  const filter = filterOf(place.value.query);
  const { predicates: chosen, ...others } = tripleFilter(filter);
  const { data, error, waiting, retry } = useAnswer(ConceptDocument, { id, ...others });
  const counts = useConceptCounts([id], filter);
  const concept = data?.concept;
  useEffect(() => {
    if (concept) document.title = `${concept.name} · Litweave`;
  }, [concept]);
  if (error) {
    return (
      <>
        <h1>{id}</h1>
        <Failure error={error} retry={retry} />
      </>
    );
  }
  if (!concept && waiting) return <div class="concept-waiting" aria-busy="true" />;
  if (!concept) {
    return (
      <>
        <h1>{id}</h1>
        <Notice
          title="The graph has no such concept"
          hint="no paper read so far mentions it; search by a name above, or ingest papers that do"
        />
      </>
    );
  }
  const found = sections(concept).filter((predicate) => !chosen || chosen.includes(predicate));
  return (
    <article class="concept">
      <ConceptHead concept={concept} />
      <p class="actions">
        <a class="button" href={graphAddress(concept.id)}>
          Show as a graph
        </a>
        <a class="button" href={pathsAddress(concept.id)}>
          Find a path from here
        </a>
      </p>
      <FilterBox filter={filter} counts={counts} categoryOf="Category of the other end" />
      {found.length === 0 && parts(filter) > 0 && (
        <Notice
          title="No statement passes the filter"
          hint="lower the belief, or choose more predicates and years"
        />
      )}
      {found.length === 0 && parts(filter) === 0 && (
        <Notice
          title="Papers mention it, and say nothing of how it relates to others"
          hint="statements appear here as papers that make them are ingested"
        />
      )}
      {found.map((predicate) => (
        <PredicateSection
          key={`${predicate} ${JSON.stringify(others)}`}
          concept={concept.id}
          predicate={predicate}
          group={concept[predicate]}
          filter={{ ...others, predicates: [predicate] }}
          total={counts?.predicates.get(predicate) ?? 0}
        />
      ))}
      <Papers concept={concept} />
    </article>
  );
}
