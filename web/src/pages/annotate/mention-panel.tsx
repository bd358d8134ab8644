import type { AnnotateQuery, ReadMentionFragment } from "../../api/generated.js";
import { categories } from "../../parts/category.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { categoryOf } from "../../parts/entity.js";
import { count } from "../../parts/numbers.js";
import { SourceLink } from "../../parts/source-link.js";
import { CandidateTable } from "./candidate-table.js";
import { ExplainButton, type ExplanationState } from "./explain-button.js";
import { HeatMap } from "./heat-map.js";
import { nilReasons } from "./nil-reasons.js";

type Mention = ReadMentionFragment;
type ReadConcept = NonNullable<AnnotateQuery["annotate"]>["concepts"][number];

interface MentionPanelProps {
  readonly mention: Mention;
  /** Mentions that share words with it. */
  readonly others: readonly Mention[];
  readonly concepts: ReadonlyMap<string, ReadConcept>;
  readonly explanation: ExplanationState;
  onChoose(mention: Mention): void;
  onLeave(): void;
}

/** What a mention was linked to, what was considered, and which words made it. */
export function MentionPanel(props: MentionPanelProps) {
  const { mention, others, concepts, explanation, onChoose, onLeave } = props;
  const { link, text, type, score } = mention;
  const category = categoryOf[type];
  return (
    <>
      <h3>
        <CategoryMark category={category} /> {text}
      </h3>
      <p class="soft">
        {categories[category].name}, probability {score.toFixed(2)}
      </p>
      {link.nil ? (
        <p>
          <b>Linked to nothing.</b> {nilReasons[link.nil]}
        </p>
      ) : (
        <ul class="chosen-concepts">
          {link.ids.map((id) => (
            <Chosen
              key={id}
              id={id}
              concept={concepts.get(id)}
              inGraph={link.concepts.some((one) => one.id === id)}
            />
          ))}
        </ul>
      )}
      {!link.nil && <p class="soft">How sure the link is: {link.score.toFixed(2)}</p>}
      {link.steps.length > 0 && (
        <>
          <h4>How the name was changed before it was looked up</h4>
          <ol class="steps">
            {link.steps.map(({ rule, text: became }) => (
              <li key={rule + became}>
                <span class="soft">{rule}:</span> {became}
              </li>
            ))}
          </ol>
        </>
      )}
      {link.candidates.length > 0 && <CandidateTable candidates={link.candidates} />}
      <h4>Which words made it</h4>
      {mention.explanation ? (
        <HeatMap
          words={mention.explanation.words}
          unit="nats"
          says="What each word of the sentence adds to the mention's log-odds. One below 0 speaks against it."
        />
      ) : (
        <ExplainButton {...explanation} />
      )}
      {others.length > 0 && (
        <>
          <h4>These words are also read as</h4>
          <p class="actions">
            {others.map((other) => (
              <button key={`${other.start} ${other.type}`} type="button" onClick={() => onChoose(other)}>
                <CategoryMark category={categoryOf[other.type]} /> {other.text}
              </button>
            ))}
          </p>
        </>
      )}
      <button type="button" class="quiet" onClick={onLeave}>
        Back to the text
      </button>
    </>
  );
}

interface ChosenProps {
  readonly id: string;
  readonly concept: ReadConcept | undefined;
  readonly inGraph: boolean;
}

function Chosen({ id, concept, inGraph }: ChosenProps) {
  return (
    <li>
      {concept && (inGraph ? <ConceptLink concept={concept} /> : concept.name)} <SourceLink curie={id} />
      <span class="soft">
        {" "}
        {inGraph && concept
          ? `mentioned in ${count(concept.documents, "paper")} of the graph`
          : "not in the graph so far"}
      </span>
    </li>
  );
}
