import { type ErrorCode, LitweaveError } from "../domain/errors.js";

/** What a failure says: the job is bad, something around is away for a while, or this worker can do no job at all. */
export type Blame = "job" | "surroundings" | "worker";

const others: Partial<Record<ErrorCode, Blame>> = {
  STORE_UNAVAILABLE: "surroundings",
  STORE_BUSY: "surroundings",
  TIMEOUT: "surroundings",
  SOURCE_UNAVAILABLE: "surroundings",
  QUEUE_UNAVAILABLE: "surroundings",
  CANCELLED: "surroundings",
  BAD_MODEL: "worker",
  BAD_TERMINOLOGY: "worker",
  BAD_STORE: "worker",
  USAGE: "worker",
};

/** What is unforeseen is held against the job, which is given up after a few tries, so that it cannot stop all others. */
export function blameOf(error: unknown): Blame {
  return (error instanceof LitweaveError && others[error.code]) || "job";
}
