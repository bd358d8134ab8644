import { useEffect, useState } from "preact/hooks";
import { AskError } from "../../api/ask.js";
import { follow } from "../../api/follow.js";
import { type JobFieldsFragment, JobProgressDocument, JobsDocument } from "../../api/generated.js";
import { useAnswer, useReturn } from "../../api/use-answer.js";

interface Jobs {
  readonly jobs: readonly JobFieldsFragment[] | undefined;
  readonly error: AskError | undefined;
  readonly waiting: boolean;
  /** Asks for the list anew. */
  again(): void;
}

const none = {};

/**
 * The jobs of the server, with the progress of the one under way. They run one after the other, so one subscription is enough; a
 * browser has but six connections to a server.
 */
export function useJobs(): Jobs {
  const { data, error, waiting, retry } = useAnswer(JobsDocument, none);
  const [newest, setNewest] = useState<JobFieldsFragment>();
  const [lost, setLost] = useState<AskError>();
  const jobs = data?.jobs;
  const followed = jobs && underWay(jobs)?.id;
  const again = () => {
    setLost(undefined);
    retry();
  };
  useReturn(lost, again);
  useEffect(() => {
    setLost(undefined);
    if (followed === undefined) return;
    const gone = new AbortController();
    const listen = async () => {
      for await (const { jobProgress } of follow(JobProgressDocument, { id: followed }, gone.signal)) {
        setNewest(jobProgress);
      }
    };
    listen().then(retry, (cause: unknown) => {
      if (!gone.signal.aborted) {
        setLost(cause instanceof AskError ? cause : new AskError("FAILED", String(cause), undefined));
      }
    });
    return () => gone.abort();
  }, [followed, jobs]);
  return {
    jobs: jobs?.map((job) => (job.id === newest?.id && job.id === followed ? newest : job)),
    error: error ?? lost,
    waiting,
    again,
  };
}

/** The job that runs or, before one does, the next. */
function underWay(jobs: readonly JobFieldsFragment[]): JobFieldsFragment | undefined {
  return jobs.find(({ state }) => state === "running") ?? jobs.findLast(({ state }) => state === "queued");
}
