import { useState } from "preact/hooks";
import { DocumentSaysDocument, type DocumentSaysQuery } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { MarkedSentence } from "../../evidence/marked-sentence.js";
import { standing } from "../../evidence/standing.js";
import { Failure } from "../../parts/failure.js";
import { count, number } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";

type Said = NonNullable<DocumentSaysQuery["document"]>["evidence"]["edges"][number]["node"];

/** What the paper says of any statement, as far as it counts. */
export function PaperSays({ id }: { readonly id: string }) {
  const [before, setBefore] = useState<readonly Said[]>([]);
  const [after, setAfter] = useState<string>();
  const { data, error, waiting, retry } = useAnswer(DocumentSaysDocument, { id, ...(after && { after }) });
  const page = data?.document?.evidence;
  const seen = new Set(before.map((said) => said.id));
  const said = [...before, ...(page?.edges ?? []).map(({ node }) => node).filter((one) => !seen.has(one.id))];
  const end = page?.pageInfo.endCursor;
  return (
    <section aria-labelledby="paper-says">
      <h2 id="paper-says">
        What it says{page && page.totalCount > 0 && ` · ${count(page.totalCount, "statement")}`}
      </h2>
      {error && <Failure error={error} retry={retry} />}
      {page?.totalCount === 0 && (
        <p class="soft">No statement that relates two of its concepts was found in it.</p>
      )}
      <ul class="paper-says" aria-busy={waiting} aria-label="Statements of this paper">
        {said.map((one) => (
          <Statement key={one.id} said={one} />
        ))}
      </ul>
      {page?.pageInfo.hasNextPage && end && (
        <button
          type="button"
          class="quiet"
          disabled={waiting}
          onClick={() => {
            setBefore(said);
            setAfter(end);
          }}
        >
          {number(page.totalCount - said.length)} more
        </button>
      )}
    </section>
  );
}

function Statement({ said }: { readonly said: Said }) {
  const { kind, glyph, says } = standing(said);
  return (
    <li class="paper-statement">
      <ul>
        <TripleRow triple={said.triple} />
      </ul>
      <p class={`standing standing-${kind}`}>
        <span aria-hidden="true">{glyph}</span> {says}
      </p>
      {said.sentences.map((sentence) => (
        <MarkedSentence key={sentence.start} sentence={sentence} />
      ))}
    </li>
  );
}
