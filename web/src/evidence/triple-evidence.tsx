import { TripleHeadDocument } from "../api/generated.js";
import { useAnswer } from "../api/use-answer.js";
import { BeliefMark } from "../parts/belief-mark.js";
import { ConceptLink } from "../parts/concept-link.js";
import { Failure } from "../parts/failure.js";
import { Notice } from "../parts/notice.js";
import { predicates } from "../parts/predicate.js";
import { Verdict } from "../parts/verdict.js";
import { YearBars } from "../parts/year-bars.js";
import { EvidenceList } from "./evidence-list.js";
import { RetractedList } from "./retracted-list.js";
import { summary } from "./summary.js";
import "./evidence.css";

interface TripleEvidenceProps {
  readonly id: string;
  /** 1 where the statement is the page's subject, 2 beside something else. */
  readonly level: 1 | 2;
}

/** A statement with all that speaks for and against it. */
export function TripleEvidence({ id, level }: TripleEvidenceProps) {
  const { data, error, waiting, retry } = useAnswer(TripleHeadDocument, { id });
  const triple = data?.triple;
  const Heading = level === 1 ? "h1" : "h2";
  if (error || (!triple && !waiting)) {
    return (
      <>
        <Heading class="statement">Statement</Heading>
        {error ? (
          <Failure error={error} retry={retry} />
        ) : (
          <Notice
            title="The graph does not hold this statement"
            hint="the papers that made it may have been retracted, deleted or read anew; search for its concepts instead"
          />
        )}
      </>
    );
  }
  if (!triple) return <div class="evidence-waiting" aria-busy="true" />;
  return (
    <div class="triple-evidence">
      <Heading class="statement">
        <ConceptLink concept={triple.subject} /> <i>{predicates[triple.predicate].says}</i>{" "}
        <ConceptLink concept={triple.object} />
      </Heading>
      <p class="statement-marks">
        <BeliefMark value={triple.belief} />
        <Verdict triple={triple} />
      </p>
      <p>{summary(triple)}</p>
      <YearBars years={triple.timeline} label="Papers that speak of it" />
      <p class="legend-marks">
        <mark class="mark-subject">{triple.subject.name}</mark>
        <mark class="mark-object">{triple.object.name}</mark>
        <mark class="mark-cue">wording that denies, hedges or asks</mark>
      </p>
      <EvidenceList key={id} triple={id} both={triple.affirmed > 0 && triple.denied > 0} />
      {triple.retracted > 0 && <RetractedList triple={id} />}
    </div>
  );
}
