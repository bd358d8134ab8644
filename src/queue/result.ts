import type { Queue } from "./connection.js";

/** What a job came to. Told again, it takes the place of what was told before: a job counts once. */
export interface JobResult {
  readonly worker: string;
  /** Records read. Those that an earlier try of the job wrote count as unchanged. */
  readonly documents: number;
  readonly written: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly failed: number;
  readonly seconds: number;
}

export async function tellResult({ js, names }: Queue, id: string, result: JobResult): Promise<void> {
  await js.publish(names.resultSubject(id), JSON.stringify(result));
}
