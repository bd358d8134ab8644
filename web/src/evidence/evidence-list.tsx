import { useState } from "preact/hooks";
import { type EvidenceFieldsFragment, EvidencePageDocument, type Polarity } from "../api/generated.js";
import { useAnswer } from "../api/use-answer.js";
import { Failure } from "../parts/failure.js";
import { number } from "../parts/numbers.js";
import { EvidenceItem } from "./evidence-item.js";

interface EvidenceListProps {
  readonly triple: string;
  /** There are papers on both sides, so a reader may want one of them alone. */
  readonly both: boolean;
}

const sides: readonly (readonly [string, Polarity | undefined])[] = [
  ["All", undefined],
  ["For", "affirmed"],
  ["Against", "negated"],
];

/** The evidence of a statement, page by page, of both sides or of one. */
export function EvidenceList({ triple, both }: EvidenceListProps) {
  const [polarity, setPolarity] = useState<Polarity>();
  return (
    <>
      {both && (
        <fieldset class="sides">
          <legend class="unseen">Which side</legend>
          {sides.map(([name, value]) => (
            <button
              key={name}
              type="button"
              aria-pressed={polarity === value}
              onClick={() => setPolarity(value)}
            >
              {name}
            </button>
          ))}
        </fieldset>
      )}
      <Pages key={polarity} triple={triple} polarity={polarity} />
    </>
  );
}

interface PagesProps {
  readonly triple: string;
  readonly polarity: Polarity | undefined;
}

function Pages({ triple, polarity }: PagesProps) {
  const [before, setBefore] = useState<readonly EvidenceFieldsFragment[]>([]);
  const [after, setAfter] = useState<string>();
  const { data, error, waiting, retry } = useAnswer(EvidencePageDocument, {
    id: triple,
    ...(polarity && { polarity }),
    ...(after && { after }),
  });
  const page = data?.triple?.evidence;
  const items = [...before, ...(page?.edges.map(({ node }) => node) ?? [])];
  const unique = items.filter((item, index) => items.findIndex(({ id }) => id === item.id) === index);
  const end = page?.pageInfo.endCursor;
  return (
    <>
      {error && <Failure error={error} retry={retry} />}
      <ol class="evidences" aria-busy={waiting} aria-label="Evidence">
        {unique.map((evidence) => (
          <EvidenceItem key={evidence.id} evidence={evidence} />
        ))}
      </ol>
      {page?.pageInfo.hasNextPage && end && (
        <button
          type="button"
          class="quiet"
          disabled={waiting}
          onClick={() => {
            setBefore(unique);
            setAfter(end);
          }}
        >
          {number(page.totalCount - unique.length)} more papers
        </button>
      )}
    </>
  );
}
