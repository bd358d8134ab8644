import { DocumentSaysDocument, type DocumentSaysQuery } from "../../api/generated.js";
import { usePages } from "../../api/use-pages.js";
import { MarkedSentence } from "../../evidence/marked-sentence.js";
import { standing } from "../../evidence/standing.js";
import { More } from "../../parts/more.js";
import { count, number } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";

type Said = NonNullable<DocumentSaysQuery["document"]>["evidence"]["edges"][number]["node"];

/** What the paper says of any statement, as far as it counts. */
export function PaperSays({ id }: { readonly id: string }) {
  const pages = usePages(DocumentSaysDocument, { id }, ({ document }) => document?.evidence);
  const { items, total = 0, waiting } = pages;
  return (
    <section aria-labelledby="paper-says">
      <h2 id="paper-says">What it says{total > 0 && ` · ${count(total, "statement")}`}</h2>
      {pages.total === 0 && (
        <p class="soft">No statement that relates two of its concepts was found in it.</p>
      )}
      <ul class="paper-says" aria-busy={waiting} aria-label="Statements of this paper">
        {items.map((one) => (
          <Statement key={one.id} said={one} />
        ))}
      </ul>
      <More pages={pages}>{number(total - items.length)} more</More>
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
