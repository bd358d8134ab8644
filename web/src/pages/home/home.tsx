import { HomeDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { ConceptSearch } from "../../parts/concept-search.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { count, number } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";
import { conceptAddress } from "../../route/addresses.js";
import { navigate } from "../../route/place.js";
import { StartingPoints } from "./starting-points.js";
import "./home.css";

const none = {};

export default function Home() {
  const { data, error, retry } = useAnswer(HomeDocument, none);
  const empty = data?.stats.documents === 0;
  return (
    <div class="home">
      <h1>What does the literature say?</h1>
      <p class="home-lead">
        Litweave reads biomedical papers and keeps what they say as statements: this drug treats that disease,
        this gene is associated with it. Every statement leads to the sentences that support it or deny it.
      </p>
      <ConceptSearch
        label="Find a drug, a disease, a gene, a species, a cell line or a variant"
        autoFocus
        placeholder="metformin, breast cancer, TP53 …"
        onChoose={({ id }) => navigate(conceptAddress(id))}
      />
      {error && <Failure error={error} retry={retry} />}
      {empty && (
        <Notice
          title="The graph is empty"
          hint="fill it with `litweave ingest samples/01-baseline.xml --store graph`, or with files of your own, then reload this page"
        />
      )}
      <p class="home-stats" aria-live="polite">
        {data
          ? `${count(data.stats.triples, "statement")} about ${count(data.stats.concepts, "concept")}, ` +
            `read in ${count(data.stats.documents, "paper")}${retracted(data.stats.retracted)}.`
          : " "}
      </p>
      {!empty && (
        <>
          <section aria-labelledby="home-said">
            <h2 id="home-said">What most papers speak of</h2>
            <p class="soft home-key">
              The bar is how probable a statement is; ● a paper for it, ✕ one against. “Evidence” shows their
              sentences.
            </p>
            <ul class="triples home-triples">
              {data?.triples.edges.map(({ node }) => (
                <TripleRow key={node.id} triple={node} />
              ))}
            </ul>
          </section>
          {data && <StartingPoints answer={data} />}
        </>
      )}
    </div>
  );
}

function retracted(papers: number): string {
  if (papers === 0) return "";
  return papers === 1
    ? "; one more was retracted and counts for nothing"
    : `; ${number(papers)} more were retracted and count for nothing`;
}
