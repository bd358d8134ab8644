import type { Certainty, Polarity, ReadRelationFragment } from "../../api/generated.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { belief, count } from "../../parts/numbers.js";
import { predicates } from "../../parts/predicate.js";
import { tripleAddress } from "../../route/addresses.js";
import { ExplainButton, type ExplanationState } from "./explain-button.js";
import { HeatMap } from "./heat-map.js";
import { Quote } from "./quote.js";

const polarities: Readonly<Record<Polarity, string>> = { affirmed: "● affirmed", negated: "✕ denied" };
const certainties: Readonly<Record<Certainty, string>> = {
  asserted: "asserted",
  hedged: "≈ hedged",
  question: "? only asked",
};

interface RelationItemProps {
  readonly relation: ReadRelationFragment;
  readonly text: string;
  readonly explanation: ExplanationState;
}

/** One statement of the text, the sentences that carry it, and whether the graph holds it. */
export function RelationItem({ relation, text, explanation }: RelationItemProps) {
  const { subject, predicate, object, polarity, certainty, novelty, score, triple } = relation;
  const { says, family } = predicates[predicate];
  return (
    <li class={`relation triple-${family}`}>
      <h3>
        <End concept={subject} inGraph={triple !== null} /> <i>{says}</i>{" "}
        <End concept={object} inGraph={triple !== null} />
      </h3>
      <dl class="marks">
        <div>
          <dt>Says it is</dt>
          <dd class={`polarity-${polarity}`}>
            {polarities[polarity]}, {certainties[certainty]}
          </dd>
        </div>
        <div>
          <dt>Probability</dt>
          <dd>{score.toFixed(2)}</dd>
        </div>
        <div>
          <dt title="Probability that the text presents it as a finding of its own">Novelty</dt>
          <dd>{novelty.toFixed(2)}</dd>
        </div>
      </dl>
      {relation.sentences.map((sentence) => (
        <Quote key={sentence.start} text={text} sentence={sentence} cues={relation.cues} />
      ))}
      <p>
        {triple ? (
          <a href={tripleAddress(triple.id)}>
            The graph holds it: {count(triple.documents, "paper")}, belief {belief(triple.belief)}
          </a>
        ) : (
          <span class="soft">No paper of the graph has said so.</span>
        )}
      </p>
      {relation.explanation ? (
        <HeatMap
          words={relation.explanation.words}
          unit="share"
          says="Where the extractor looked: shares of its attention. It tells where evidence was gathered, which need not be what decided."
        />
      ) : (
        <ExplainButton {...explanation} />
      )}
    </li>
  );
}

interface EndProps {
  readonly concept: ReadRelationFragment["subject"];
  readonly inGraph: boolean;
}

/** A concept of a triple that the graph holds has a page there. */
function End({ concept, inGraph }: EndProps) {
  if (inGraph) return <ConceptLink concept={concept} />;
  return (
    <>
      <CategoryMark category={concept.category} /> {concept.name}
    </>
  );
}
