import { useState } from "preact/hooks";
import { JobFailuresDocument } from "../../api/generated.js";
import { useAnswer } from "../../api/use-answer.js";
import { Failure } from "../../parts/failure.js";
import { count } from "../../parts/numbers.js";

/** What failed, where, why, and what to do about it; asked for when it is opened. */
export function JobFailures({ id, failed }: { readonly id: string; readonly failed: number }) {
  const [open, setOpen] = useState(false);
  const { data, error, retry } = useAnswer(JobFailuresDocument, open ? { id } : undefined);
  const failures = data?.job?.failures ?? [];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Why {count(failed, "record")} failed</summary>
      {error && <Failure error={error} retry={retry} />}
      <ul class="job-failures">
        {failures.map(({ record, documentId, stage, reason, hint }) => (
          <li key={record}>
            Record {record}
            {documentId && ` (${documentId})`}, {stage}: {reason}
            {hint && <span class="soft"> — {hint}</span>}
          </li>
        ))}
      </ul>
      {failures.length > 0 && failures.length < failed && <p class="soft">These are the first.</p>}
    </details>
  );
}
