import { BeliefMark } from "../../parts/belief-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { count, years } from "../../parts/numbers.js";
import { predicates } from "../../parts/predicate.js";
import { Verdict } from "../../parts/verdict.js";
import type { Bundle } from "./bundles.js";

interface BundleListProps {
  readonly bundle: Bundle;
  choose(edge: string): void;
}

/** The statements that one line of the drawing stands for. */
export function BundleList({ bundle: { edges }, choose }: BundleListProps) {
  const [{ subject, object }] = edges;
  return (
    <div class="bundle">
      <h2 class="statement">
        <ConceptLink concept={subject} /> <i>and</i> <ConceptLink concept={object} />
      </h2>
      <p class="soft">{count(edges.length, "statement")} about the two, the most believed first.</p>
      <ul class="triples">
        {edges.map((edge) => {
          const { says, family } = predicates[edge.predicate];
          const whole = `${edge.subject.name} ${says} ${edge.object.name}`;
          return (
            <li key={edge.id} class={`triple triple-${family}`}>
              <span class="triple-what">{whole}</span>
              <BeliefMark value={edge.belief} />
              <Verdict triple={edge} />
              <span class="triple-years">{years(edge.firstYear, edge.lastYear)}</span>
              <button
                type="button"
                class="quiet"
                aria-label={`Evidence that ${whole}`}
                onClick={() => choose(edge.id)}
              >
                Evidence
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
