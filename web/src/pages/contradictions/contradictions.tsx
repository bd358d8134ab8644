import { useState } from "preact/hooks";
import { ContradictionsDocument, type TripleFieldsFragment } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { Failure } from "../../parts/failure.js";
import { Notice } from "../../parts/notice.js";
import { count } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";

/** What some papers affirm and others deny, the most contested first. */
export default function Contradictions() {
  const [before, setBefore] = useState<readonly TripleFieldsFragment[]>([]);
  const [after, setAfter] = useState<string>();
  const { data, error, waiting, retry } = useAnswer(ContradictionsDocument, after ? { after } : {});
  const page = data?.contradictions;
  const seen = new Set(before.map(({ id }) => id));
  const triples = [
    ...before,
    ...(page?.edges ?? []).map(({ node }) => node).filter(({ id }) => !seen.has(id)),
  ];
  const end = page?.pageInfo.endCursor;
  return (
    <article>
      <h1>Where papers disagree</h1>
      <p>{page ? `${count(page.totalCount, "statement")} that some papers affirm and others deny.` : " "}</p>
      {error && <Failure error={error} retry={retry} />}
      {page?.totalCount === 0 && (
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
    </article>
  );
}
