import { useState } from "preact/hooks";
import { RetractedEvidenceDocument } from "../api/generated.js";
import { useAnswer } from "../api/use-answer.js";
import { Failure } from "../parts/failure.js";
import { EvidenceItem } from "./evidence-item.js";

/** What retracted papers said; asked for when opened. */
export function RetractedList({ triple }: { readonly triple: string }) {
  const [open, setOpen] = useState(false);
  const { data, error, retry } = useAnswer(RetractedEvidenceDocument, open ? { id: triple } : undefined);
  return (
    <details class="retracted" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What retracted papers said</summary>
      {error && <Failure error={error} retry={retry} />}
      <ol class="evidences" aria-label="Retracted evidence">
        {data?.triple?.retractedEvidence.edges.map(({ node }) => (
          <EvidenceItem key={node.id} evidence={node} />
        ))}
      </ol>
    </details>
  );
}
