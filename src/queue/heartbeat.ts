import type { Queue } from "./connection.js";

/** What a worker tells of itself, so that others see who works and on what. */
export interface WorkerState {
  readonly id: string;
  readonly host: string;
  readonly since: string;
  /** What it extracts and links with; workers of one graph should be alike. */
  readonly fingerprint: string;
  readonly jobs: number;
  readonly documents: number;
  /** Labels of the jobs in its hands. */
  readonly inHand: readonly string[];
}

const beatMs = 5_000;

/** Tells `state` again and again until it is stopped; then the worker is forgotten at once. */
export function startHeartbeat(
  queue: Queue,
  id: string,
  state: () => WorkerState,
): { stop(): Promise<void> } {
  const { js, jsm, names } = queue;
  const subject = names.workerSubject(id);
  // A server that is away misses a beat or two, no more.
  const tell = () => void js.publish(subject, JSON.stringify(state())).catch(() => undefined);
  tell();
  const timer = setInterval(tell, beatMs);
  return {
    async stop() {
      clearInterval(timer);
      await jsm.streams.purge(names.workers, { filter: subject }).catch(() => undefined);
    },
  };
}
