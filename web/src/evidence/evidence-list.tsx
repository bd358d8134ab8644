import { useState } from "preact/hooks";
import { EvidencePageDocument, type Polarity } from "../api/generated.js";
import { usePages } from "../api/use-pages.js";
import { More } from "../parts/more.js";
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
  const variables = { id: triple, ...(polarity && { polarity }) };
  const pages = usePages(EvidencePageDocument, variables, (answer) => answer.triple?.evidence);
  const { items, total = 0, waiting } = pages;
  return (
    <>
      <ol class="evidences" aria-busy={waiting} aria-label="Evidence">
        {items.map((evidence) => (
          <EvidenceItem key={evidence.id} evidence={evidence} />
        ))}
      </ol>
      <More pages={pages}>{number(total - items.length)} more papers</More>
    </>
  );
}
