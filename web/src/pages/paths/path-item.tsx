import type { PathsQuery } from "../../api/generated.js";
import { BeliefMark } from "../../parts/belief-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { count } from "../../parts/numbers.js";
import { predicates } from "../../parts/predicate.js";
import { Verdict } from "../../parts/verdict.js";
import { graphAddress, tripleAddress } from "../../route/addresses.js";

type Path = PathsQuery["paths"][number];

/** A path, read from its beginning: each step says in its own direction what joins the two. */
export function PathItem({ path }: { readonly path: Path }) {
  const { concepts, triples } = path;
  return (
    <li class="path">
      <p class="path-head">
        <BeliefMark value={path.belief} /> <span>{count(path.length, "step")}</span>
        <a href={graphAddress(...concepts.map(({ id }) => id))}>Show as a graph</a>
      </p>
      <ol class="path-steps">
        {triples.map((triple, index) => {
          const from = concepts[index]!;
          const to = concepts[index + 1]!;
          const { says, inverse, family } = predicates[triple.predicate];
          return (
            <li key={triple.id} class={`path-step triple-${family}`}>
              <ConceptLink concept={from} /> <i>{triple.subject.id === from.id ? says : inverse}</i>{" "}
              <ConceptLink concept={to} />
              <span class="path-marks">
                <BeliefMark value={triple.belief} /> <Verdict triple={triple} />
                <a
                  href={tripleAddress(triple.id)}
                  aria-label={`Evidence that ${triple.subject.name} ${says} ${triple.object.name}`}
                >
                  Evidence
                </a>
              </span>
            </li>
          );
        })}
      </ol>
    </li>
  );
}
