import { useState } from "preact/hooks";
import { NewSinceDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { Failure } from "../../parts/failure.js";
import { count } from "../../parts/numbers.js";
import { TripleRow } from "../../parts/triple-row.js";

interface NewTriplesProps {
  readonly since: string;
  readonly appeared: number;
}

/** The statements that came into the graph since a job began, each once, from the journal of what was written. */
export function NewTriples({ since, appeared }: NewTriplesProps) {
  const [open, setOpen] = useState(false);
  const { data, error, waiting, retry } = useAnswer(NewSinceDocument, open ? { since } : undefined);
  const nodes = data?.changes.edges.flatMap(({ node }) => node.appeared) ?? [];
  const triples = [...new Map(nodes.map((triple) => [triple.id, triple])).values()];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{count(appeared, "new statement")}</summary>
      {error && <Failure error={error} retry={retry} />}
      {waiting && <p aria-busy="true">Loading …</p>}
      <ul class="triples">
        {triples.map((triple) => (
          <TripleRow key={triple.id} triple={triple} />
        ))}
      </ul>
      {data && (
        <p class="soft">
          What is new in the graph since this job began
          {data.changes.pageInfo.hasNextPage && "; these are the first"}. Statements that vanished again are
          left out.
        </p>
      )}
    </details>
  );
}
