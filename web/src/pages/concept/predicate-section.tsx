import { useState } from "preact/hooks";
import { ask } from "../../api/ask.js";
import {
  MoreOfPredicateDocument,
  type Predicate,
  type PredicateGroupFragment,
  type TripleFieldsFragment,
  type TripleFilter,
} from "../../api/generated.js";
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
  const [more, setMore] = useState<readonly TripleFieldsFragment[]>();
  const [after, setAfter] = useState<string | null>();
  const [failed, setFailed] = useState("");
  const triples = more ?? group.edges.map(({ node }) => node);
  const { says, inverse, symmetric } = predicates[predicate];
  const outward = triples.filter(({ subject }) => symmetric || subject.id === concept);
  const inward = triples.filter(({ subject }) => !symmetric && subject.id !== concept);
  const rest = total - triples.length;
  const load = async () => {
    setFailed("");
    try {
      const { concept: answer } = await ask(MoreOfPredicateDocument, {
        id: concept,
        filter,
        ...(after && { after }),
      });
      const nodes = answer?.triples.edges.map(({ node }) => node) ?? [];
      setMore(after ? [...triples, ...nodes] : nodes);
      setAfter(answer?.triples.pageInfo.endCursor);
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section class="predicate" aria-label={says}>
      <Direction says={says} triples={outward} concept={concept} />
      <Direction says={inverse} triples={inward} concept={concept} />
      {rest > 0 && (
        <p>
          <button type="button" class="quiet" onClick={load}>
            {number(rest)} more
          </button>
        </p>
      )}
      {failed && <p role="alert">{failed}</p>}
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
