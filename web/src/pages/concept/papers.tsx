import { useState } from "preact/hooks";
import { ask } from "../../api/ask.js";
import { MorePapersDocument } from "../../api/generated.js";
import { SourceLink } from "../../parts/source-link.js";
import { documentAddress } from "../../route/addresses.js";
import type { ConceptAnswer } from "./concept.js";

/** The latest papers that mention the concept. */
export function Papers({ concept }: { readonly concept: ConceptAnswer }) {
  const [page, setPage] = useState(concept.mentionedIn);
  const [failed, setFailed] = useState("");
  const { hasNextPage, endCursor } = page.pageInfo;
  const load = async () => {
    setFailed("");
    try {
      const answer = await ask(MorePapersDocument, { id: concept.id, after: endCursor });
      const more = answer.concept?.mentionedIn;
      if (more) setPage({ ...more, edges: [...page.edges, ...more.edges] });
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  };
  if (page.edges.length === 0) return null;
  return (
    <section aria-labelledby="latest-papers">
      <h2 id="latest-papers">Latest papers</h2>
      <ol class="papers">
        {page.edges.map(({ node }) => (
          <li key={node.id}>
            <a href={documentAddress(node.id)}>
              <cite>{node.title || node.id}</cite>
            </a>
            <span>
              {[node.journal, node.year].filter(Boolean).join(", ")} <SourceLink curie={node.id} />
            </span>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <button type="button" class="quiet" onClick={load}>
          More papers
        </button>
      )}
      {failed && <p role="alert">{failed}</p>}
    </section>
  );
}
