import {
  MoreOfPredicateDocument,
  type Predicate,
  type PredicateGroupFragment,
  type TripleFieldsFragment,
  type TripleFilter,
} from "../../api/generated.js";
import { usePages } from "../../api/use-pages.js";
import { More } from "../../parts/more.js";
import { number } from "../../parts/numbers.js";
import { predicates } from "../../parts/predicate.js";
import { TripleRow } from "../../parts/triple-row.js";

interface PredicateSectionProps {
  readonly concept: string;
  readonly predicate: Predicate;
  /** That and what else the statements are narrowed by. */
  readonly filter: TripleFilter;
  readonly group: PredicateGroupFragment;
  /** How many statements of it there are. */
  readonly total: number;
}

/** The best statements of one predicate, those in which the concept is the subject apart from those in which it is the object. */
export function PredicateSection({ concept, predicate, filter, group, total }: PredicateSectionProps) {
  const pages = usePages(
    MoreOfPredicateDocument,
    { id: concept, filter },
    (answer) => answer.concept?.triples,
    group,
  );
  const { says, inverse, symmetric } = predicates[predicate];
  const outward = pages.items.filter(({ subject }) => symmetric || subject.id === concept);
  const inward = pages.items.filter(({ subject }) => !symmetric && subject.id !== concept);
  const rest = total - pages.items.length;
  return (
    <section class="predicate" aria-label={says}>
      <Direction says={says} triples={outward} concept={concept} />
      <Direction says={inverse} triples={inward} concept={concept} />
      <More pages={pages}>{rest > 0 ? `${number(rest)} more` : "More"}</More>
    </section>
  );
}

interface DirectionProps {
  readonly says: string;
  readonly triples: readonly TripleFieldsFragment[];
  readonly concept: string;
}

function Direction({ says, triples, concept }: DirectionProps) {
  if (triples.length === 0) return null;
  return (
    <>
      <h2>{says}</h2>
      <ul class="triples">
        {triples.map((triple) => (
          <TripleRow key={triple.id} triple={triple} seenFrom={concept} />
        ))}
      </ul>
    </>
  );
}
