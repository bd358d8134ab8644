import { ask } from "../../api/ask.js";
import {
  CancelJobDocument,
  type JobFieldsFragment,
  type JobState,
  RetryJobDocument,
} from "../../api/generated.js";
import { Failure } from "../../parts/failure.js";
import { count, number } from "../../parts/numbers.js";
import { JobFailures } from "./job-failures.js";
import { NewTriples } from "./new-triples.js";
import { useDeed } from "./use-deed.js";

const states: Readonly<Record<JobState, string>> = {
  queued: "◌ waits",
  running: "▸ under way",
  done: "✓ done",
  failed: "✕ failed",
  cancelled: "⊘ cancelled",
  interrupted: "⊘ interrupted",
};

interface JobItemProps {
  readonly job: JobFieldsFragment;
  /** The job was ended or begun anew. */
  onChanged(): void;
}

/** A job: how far it is, what it brought, what failed and why. */
export function JobItem({ job, onChanged }: JobItemProps) {
  const { id, state, source, read, total, failed, error, triplesAppeared, startedAt } = job;
  const active = state === "queued" || state === "running";
  const retry = useDeed(() => ask(RetryJobDocument, { id }), onChanged);
  const cancel = useDeed(() => ask(CancelJobDocument, { id }), onChanged);
  const refused = retry.error ?? cancel.error;
  return (
    <li class="job" aria-label={source}>
      <h3>{source}</h3>
      <p class={`job-state job-${state}`} role="status">
        {states[state]}
      </p>
      {state === "running" && (
        <progress
          aria-label={`Progress of ${source}`}
          value={total ? read : undefined}
          max={total ?? undefined}
        />
      )}
      <p class="soft">{progressOf(job)}</p>
      {error && <p class="job-error">{error}</p>}
      {triplesAppeared > 0 && startedAt && !active && (
        <NewTriples since={startedAt} appeared={triplesAppeared} />
      )}
      {failed > 0 && !active && <JobFailures id={id} failed={failed} />}
      <p class="actions">
        {active && (
          <button type="button" disabled={cancel.busy} onClick={cancel.run}>
            Cancel
          </button>
        )}
        {!active && (state !== "done" || failed > 0) && (
          <button type="button" disabled={retry.busy} onClick={retry.run}>
            {state === "done" ? `Try ${count(failed, "failed record")} again` : "Run it again"}
          </button>
        )}
      </p>
      {refused && <Failure error={refused} retry={retry.error ? retry.run : cancel.run} />}
    </li>
  );
}

function progressOf({
  read,
  total,
  written,
  unchanged,
  withdrawn,
  failed,
  triplesAppeared,
}: JobFieldsFragment) {
  const parts = [
    total === null ? `${count(read, "record")} read` : `${number(read)} of ${count(total, "record")} read`,
    `${number(written)} written`,
    unchanged > 0 && `${number(unchanged)} brought nothing new`,
    withdrawn > 0 && `${number(withdrawn)} withdrawn`,
    failed > 0 && `${number(failed)} failed`,
    `${count(triplesAppeared, "new statement")}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
