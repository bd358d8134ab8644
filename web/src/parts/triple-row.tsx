import type { TripleFieldsFragment } from "../api/generated.js";
import { tripleAddress } from "../route/addresses.js";
import { BeliefMark } from "./belief-mark.js";
import { ConceptLink } from "./concept-link.js";
import { years } from "./numbers.js";
import { predicates } from "./predicate.js";
import { Verdict } from "./verdict.js";
import "./triple-row.css";

interface TripleRowProps {
  readonly triple: TripleFieldsFragment;
  /** On the page of this concept only the other end is named. */
  readonly seenFrom?: string;
}

/** One statement at a glance: what, how sure, who is for and against, since when; it leads to the sentences. */
export function TripleRow({ triple, seenFrom }: TripleRowProps) {
  const { subject, object, predicate } = triple;
  const { says, inverse, family } = predicates[predicate];
  const evidence = `Evidence that ${subject.name} ${says} ${object.name}`;
  return (
    <li class={`triple triple-${family}`}>
      <span class="triple-what">
        {seenFrom === undefined ? (
          <>
            <ConceptLink concept={subject} /> <i>{says}</i> <ConceptLink concept={object} />
          </>
        ) : seenFrom === subject.id ? (
          <>
            <i class="unseen">{says} </i>
            <ConceptLink concept={object} />
          </>
        ) : (
          <>
            <i class="unseen">{inverse} </i>
            <ConceptLink concept={subject} />
          </>
        )}
      </span>
      <BeliefMark value={triple.belief} />
      <Verdict triple={triple} />
      <span class="triple-years">{years(triple.firstYear, triple.lastYear)}</span>
      <a class="triple-evidence" href={tripleAddress(triple.id)} aria-label={evidence}>
        Evidence
      </a>
    </li>
  );
}
