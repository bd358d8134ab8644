import { BeliefMark } from "../../parts/belief-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { years } from "../../parts/numbers.js";
import { predicates } from "../../parts/predicate.js";
import { Verdict } from "../../parts/verdict.js";
import type { Network } from "./network.js";

interface EdgeListProps {
  readonly network: Network;
  readonly chosen: string | undefined;
  choose(edge: string): void;
  open(node: string): void;
}

/** The same statements as a table, strongest first: for reading, for the keyboard and for screen readers. */
export function EdgeList({ network, chosen, choose, open }: EdgeListProps) {
  const edges = network.edges.toSorted((a, b) => b.belief - a.belief || (a.id < b.id ? -1 : 1));
  const opened = new Set(network.nodes.flatMap((node) => (node.opened ? [node.id] : [])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="edge-list" aria-label="Statements in the view" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Statement</th>
            <th scope="col">Belief</th>
            <th scope="col">Papers</th>
            <th scope="col">Years</th>
            <th scope="col">
              <span class="unseen">Evidence</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <tr key={edge.id} class={edge.id === chosen ? "chosen" : ""}>
              <th scope="row">
                {[edge.subject, edge.object].map((end, index) => (
                  <span key={end.id}>
                    {index === 1 && <i> {predicates[edge.predicate].says} </i>}
                    <ConceptLink concept={end} />
                    {!opened.has(end.id) && (
                      <button
                        type="button"
                        class="quiet"
                        aria-label={`Open ${end.name}`}
                        title={`Open ${end.name}`}
                        onClick={() => open(end.id)}
                      >
                        +
                      </button>
                    )}
                  </span>
                ))}
              </th>
              <td>
                <BeliefMark value={edge.belief} />
              </td>
              <td>
                <Verdict triple={edge} />
              </td>
              <td>{years(edge.firstYear, edge.lastYear)}</td>
              <td>
                <button
                  type="button"
                  aria-pressed={edge.id === chosen}
                  aria-label={`Evidence that ${edge.subject.name} ${predicates[edge.predicate].says} ${edge.object.name}`}
                  onClick={() => choose(edge.id)}
                >
                  Evidence
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
