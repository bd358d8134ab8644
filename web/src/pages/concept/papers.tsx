import { MorePapersDocument } from "../../api/generated.js";
import { usePages } from "../../api/use-pages.js";
import { More } from "../../parts/more.js";
import { SourceLink } from "../../parts/source-link.js";
import { documentAddress } from "../../route/addresses.js";
import type { ConceptAnswer } from "./concept.js";

/** The latest papers that mention the concept. */
export function Papers({ concept: { id, mentionedIn } }: { readonly concept: ConceptAnswer }) {
  const pages = usePages(MorePapersDocument, { id }, ({ concept }) => concept?.mentionedIn, mentionedIn);
  if (pages.items.length === 0) return null;
  return (
    <section aria-labelledby="latest-papers">
      <h2 id="latest-papers">Latest papers</h2>
      <ol class="papers" aria-busy={pages.waiting}>
        {pages.items.map((paper) => (
          <li key={paper.id}>
            <a href={documentAddress(paper.id)}>
              <cite>{paper.title || paper.id}</cite>
            </a>
            <span>
              {[paper.journal, paper.year].filter(Boolean).join(", ")} <SourceLink curie={paper.id} />
            </span>
          </li>
        ))}
      </ol>
      <More pages={pages}>More papers</More>
    </section>
  );
}
