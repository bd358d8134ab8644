import type { HomeQuery } from "../../api/generated.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { count, number } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";
import { graphAddress, pathsAddress } from "../../route/addresses.js";

/** Where to go on from here: what the papers of this graph mention most, and views of the best known statement. */
export function StartingPoints({ answer }: { readonly answer: HomeQuery }) {
  const kinds = [
    ["Chemicals", answer.chemicals],
    ["Diseases", answer.diseases],
    ["Genes", answer.genes],
  ] as const;
  const best = answer.triples.edges[0]?.node;
  const contested = answer.contradictions.edges[0]?.node;
  return (
    <>
      {contested && (
        <section aria-labelledby="home-contested">
          <h2 id="home-contested">Where papers disagree most</h2>
          <ul class="triples">
            <TripleRow triple={contested} />
          </ul>
          <p class="home-more">
            <a href="/contradictions">All contradictions</a>
          </p>
        </section>
      )}
      <section aria-labelledby="home-mentioned">
        <h2 id="home-mentioned">What most papers mention</h2>
        <div class="home-kinds">
          {kinds.map(
            ([name, { edges }]) =>
              edges.length > 0 && (
                <div key={name}>
                  <h3>{name}</h3>
                  <ul>
                    {edges.map(({ node }) => (
                      <li key={node.id}>
                        <ConceptLink concept={node} />{" "}
                        <span class="soft" title={count(node.documents, "paper")}>
                          {number(node.documents)}
                        </span>
                      </li>
                    ))}
                  </ul>
                </div>
              ),
          )}
        </div>
      </section>
      {best && (
        <p class="actions home-views">
          <a class="button" href={graphAddress(best.subject.id, best.object.id)}>
            See {best.subject.name} and {best.object.name} as a graph
          </a>
          <a class="button" href={pathsAddress(best.subject.id)}>
            Find a path from {best.subject.name}
          </a>
        </p>
      )}
    </>
  );
}
