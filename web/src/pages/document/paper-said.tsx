import { MarkedSentence } from "../../evidence/marked-sentence.js";
import { CategoryMark } from "../../parts/category-mark.js";
import { ConceptLink } from "../../parts/concept-link.js";
import { count } from "../../parts/numbers.js";
import { predicates } from "../../parts/predicate.js";
import { tripleAddress } from "../../route/addresses.js";
import type { Paper } from "./document.js";

type Withheld = Paper["withheld"][number];

/** What a retracted paper said: there to be read, and struck out of the graph. */
export function PaperSaid({ withheld }: { readonly withheld: readonly Withheld[] }) {
  return (
    <section aria-labelledby="paper-said">
      <h2 id="paper-said">What it said · {count(withheld.length, "statement")}, withheld</h2>
      {withheld.length === 0 && (
        <p class="soft">No statement that relates two of its concepts was found in it.</p>
      )}
      <ul class="paper-says" aria-label="Withheld statements of this paper">
        {withheld.map((said) => (
          <Statement key={said.id} said={said} />
        ))}
      </ul>
    </section>
  );
}

const firmness = { asserted: "", hedged: ", with a hedge", question: "" } as const;

function Statement({ said }: { readonly said: Withheld }) {
  const { subject, predicate, object, polarity, certainty, triple } = said;
  const did = certainty === "question" ? "asked about" : polarity === "affirmed" ? "affirmed" : "denied";
  return (
    <li class="paper-statement paper-withheld">
      <p class="withheld-what">
        <End concept={subject} /> <i>{predicates[predicate].says}</i> <End concept={object} />
      </p>
      <p class="standing standing-retracted">
        <span aria-hidden="true">⊘</span> Withheld: the retracted paper {did} it{firmness[certainty]}
      </p>
      {said.sentences.map((sentence) => (
        <MarkedSentence key={sentence.start} sentence={sentence} />
      ))}
      <p class="soft">
        {triple ? (
          <a href={tripleAddress(triple.id)}>
            What {count(triple.documents, "other paper")} that count say of it
          </a>
        ) : (
          "No other paper read so far speaks of it."
        )}
      </p>
    </li>
  );
}

/** A concept that no paper that counts mentions has no page. */
function End({ concept }: { readonly concept: Withheld["subject"] }) {
  if (concept.documents > 0) return <ConceptLink concept={concept} />;
  return (
    <span class="concept-link" title="No paper that counts mentions it">
      <CategoryMark category={concept.category} />
      <span>{concept.name}</span>
    </span>
  );
}
