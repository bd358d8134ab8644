/**
 * The streams of a queue and their subjects.
 *
 * | stream | a message is | kept |
 * |---|---|---|
 * | `NAME-jobs` | a job that is not done | until it is acknowledged |
 * | `NAME-results` | what a job came to, one a job | until the queue is purged |
 * | `NAME-dead` | a job or a record that failed for good | until it is tried again |
 * | `NAME-returned` | how often a job was given back without fault | a week |
 * | `NAME-workers` | what a worker is at | half a minute |
 */
export interface QueueNames {
  readonly jobs: string;
  readonly results: string;
  readonly dead: string;
  readonly returned: string;
  readonly workers: string;
  /** Who takes jobs: one durable consumer, which all workers share. */
  readonly consumer: string;
  readonly jobSubject: (id: string) => string;
  readonly resultSubject: (id: string) => string;
  readonly deadJobSubject: (id: string) => string;
  readonly deadRecordSubject: (id: string) => string;
  readonly returnedSubject: (id: string) => string;
  readonly workerSubject: (id: string) => string;
}

export function queueNames(name: string): QueueNames {
  const subject = (kind: string) => (id: string) => `${name}.${kind}.${id}`;
  return {
    jobs: `${name}-jobs`,
    results: `${name}-results`,
    dead: `${name}-dead`,
    returned: `${name}-returned`,
    workers: `${name}-workers`,
    consumer: "workers",
    jobSubject: subject("jobs"),
    resultSubject: subject("results"),
    deadJobSubject: subject("dead.job"),
    deadRecordSubject: subject("dead.record"),
    returnedSubject: subject("returned"),
    workerSubject: subject("workers"),
  };
}
