import { useState } from "preact/hooks";
import {
  ContradictionFacetsDocument,
  ContradictionsDocument,
  type TripleFieldsFragment,
} from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { contradictionCounts, countedBy } from "../../filter/counts.js";
import { type Filter, filterOf, parts, tripleFilter } from "../../filter/filter.js";
import { FilterBox } from "../../filter/filter-box.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { count } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";
import { place } from "../../route/place.js";
import "./contradictions.css";

/** What some papers affirm and others deny, the most contested first. */
export default function Contradictions() {
  const { stance: _always, ...filter } = filterOf(place.value.query);
  const facets = useAnswer(ContradictionFacetsDocument, facetsOf(filter));
  return (
    <article class="contradictions">
      <h1>Where papers disagree</h1>
      <FilterBox
        filter={filter}
        counts={facets.data && contradictionCounts(facets.data)}
        categoryOf="Category of the subject"
        withStance={false}
      />
      <Pages key={JSON.stringify(filter)} filter={filter} />
    </article>
  );
}

function facetsOf(filter: Filter) {
  const { predicates, categories } = countedBy(filter, "subjectCategories");
  return { predicates, categories };
}

function Pages({ filter }: { readonly filter: Filter }) {
  const [before, setBefore] = useState<readonly TripleFieldsFragment[]>([]);
  const [after, setAfter] = useState<string>();
  const { data, error, waiting, retry } = useAnswer(ContradictionsDocument, {
    filter: tripleFilter(filter, "subjectCategories"),
    ...(after && { after }),
  });
  const page = data?.contradictions;
  const seen = new Set(before.map(({ id }) => id));
  const triples = [
    ...before,
    ...(page?.edges ?? []).map(({ node }) => node).filter(({ id }) => !seen.has(id)),
  ];
  const end = page?.pageInfo.endCursor;
  return (
    <>
      <p class="soft">
        {page ? `${count(page.totalCount, "statement")} that some papers affirm and others deny.` : " "}
      </p>
      {error && <Failure error={error} retry={retry} />}
      {page?.totalCount === 0 && parts(filter) > 0 && (
        <Notice title="No contradiction passes the filter" hint="choose more predicates and years" />
      )}
      {page?.totalCount === 0 && parts(filter) === 0 && (
        <Notice
          title="No papers read so far contradict each other"
          hint="what one paper affirms and another denies appears here as papers are ingested"
        />
      )}
      <ul class="triples" aria-busy={waiting} aria-label="Contradictions">
        {triples.map((triple) => (
          <TripleRow key={triple.id} triple={triple} />
        ))}
      </ul>
      {page?.pageInfo.hasNextPage && end && (
        <button
          type="button"
          class="quiet"
          disabled={waiting}
          onClick={() => {
            setBefore(triples);
            setAfter(end);
          }}
        >
          More
        </button>
      )}
    </>
  );
}
