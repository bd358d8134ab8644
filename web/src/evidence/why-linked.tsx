import { useState } from "preact/hooks";
import {
  type EvidenceFieldsFragment,
  type LinkedMentionFragment,
  WhyLinkedDocument,
} from "../api/generated.js";
import { useAnswer } from "../api/use-answer.js";
import { Failure } from "../parts/failure.js";
import { LinkTable } from "./link-table.js";

/** The mentions that the evidence rests on, each wording once. */
function restsOn(
  { sentences }: EvidenceFieldsFragment,
  mentions: readonly LinkedMentionFragment[],
): readonly LinkedMentionFragment[] {
  const spans = sentences.flatMap(({ subjectSpans, objectSpans }) => [...subjectSpans, ...objectSpans]);
  const found = mentions.filter((mention) =>
    spans.some(({ start, end }) => start === mention.start && end === mention.end),
  );
  return found.filter((mention, index) => found.findIndex((other) => other.text === mention.text) === index);
}

/** Why the words of a sentence were taken for these concepts: the candidates of each mention, asked for when opened. */
export function WhyLinked({ evidence }: { readonly evidence: EvidenceFieldsFragment }) {
  const [open, setOpen] = useState(false);
  const { data, error, waiting, retry } = useAnswer(
    WhyLinkedDocument,
    open ? { document: evidence.document.id } : undefined,
  );
  const mentions = restsOn(evidence, data?.document?.mentions ?? []);
  return (
    <details class="evidence-more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Why these concepts</summary>
      {error && <Failure error={error} retry={retry} />}
      {data && mentions.length === 0 && !waiting && (
        <p>
          {evidence.document.status === "retracted"
            ? "The mentions of a retracted paper are not kept."
            : "The sentence names neither of them itself: they stand elsewhere in the paper."}
        </p>
      )}
      {mentions.map((mention) => (
        <LinkTable key={mention.start} mention={mention} />
      ))}
    </details>
  );
}
