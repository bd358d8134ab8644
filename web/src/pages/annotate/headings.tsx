import { useState } from "preact/hooks";
import { SuggestHeadingsDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { Failure } from "../../parts/failure.js";
import { SourceLink } from "../../parts/source-link.js";
import type { Draft } from "./draft.js";

/** The MeSH headings that an indexer may give the text; asked for when somebody wants them. */
export function Headings({ asked }: { readonly asked: Draft }) {
  const [wanted, setWanted] = useState(false);
  const { data, error, waiting, retry } = useAnswer(SuggestHeadingsDocument, wanted ? asked : undefined);
  const headings = data?.suggestHeadings;
  return (
    <section class="headings" aria-labelledby="headings-title">
      <h2 id="headings-title">MeSH headings</h2>
      {!wanted && (
        <button type="button" onClick={() => setWanted(true)}>
          Suggest headings
        </button>
      )}
      {waiting && <p role="status">Looking for headings …</p>}
      {error && <Failure error={error} retry={retry} />}
      {headings?.length === 0 && <p class="soft">No heading suggests itself.</p>}
      {headings && headings.length > 0 && (
        <ol>
          {headings.map(({ heading, score, concept, mentions }) => (
            <li key={heading}>
              {concept.documents > 0 ? <ConceptLink concept={concept} /> : concept.name}{" "}
              <SourceLink curie={heading} />{" "}
              <span class="soft">
                probability {score.toFixed(2)}, by{" "}
                {[...new Set(mentions.map(({ text }) => `“${text}”`))].join(", ")}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
