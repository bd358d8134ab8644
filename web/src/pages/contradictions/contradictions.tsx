import { ContradictionFacetsDocument, ContradictionsDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { usePages } from "../../api/use-pages.js";
import { contradictionCounts, countedBy } from "../../filter/counts.js";
import { type Filter, filterOf, parts, tripleFilter } from "../../filter/filter.js";
import { FilterBox } from "../../filter/filter-box.js";
import { More } from "../../parts/more.js";
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
  const variables = { filter: tripleFilter(filter, "subjectCategories") };
  const pages = usePages(ContradictionsDocument, variables, ({ contradictions }) => contradictions);
  const { items, total, waiting } = pages;
  return (
    <>
      <p class="soft">
        {total === undefined ? " " : `${count(total, "statement")} that some papers affirm and others deny.`}
      </p>
      {total === 0 && parts(filter) > 0 && (
        <Notice title="No contradiction passes the filter" hint="choose more predicates and years" />
      )}
      {total === 0 && parts(filter) === 0 && (
        <Notice
          title="No papers read so far contradict each other"
          hint="what one paper affirms and another denies appears here as papers are ingested"
        />
      )}
      <ul class="triples" aria-busy={waiting} aria-label="Contradictions">
        {items.map((triple) => (
          <TripleRow key={triple.id} triple={triple} />
        ))}
      </ul>
      <More pages={pages}>More</More>
    </>
  );
}
