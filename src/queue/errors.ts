import { JetStreamApiCodes, JetStreamApiError } from "@nats-io/jetstream";
import { LitweaveError } from "../domain/errors.js";

/** What a failure of NATS means to the user; errors of ours come back as they are. */
export function queueError(cause: unknown, shown: string): LitweaveError {
  if (cause instanceof LitweaveError) return cause;
  const kind = cause instanceof Error ? cause.name : "";
  const message = cause instanceof Error ? cause.message : String(cause);
  const unavailable = (what: string, hint: string) =>
    new LitweaveError("QUEUE_UNAVAILABLE", `the queue at ${shown} ${what}`, { cause, hint });
  if (/Authorization|Authentication/u.test(kind)) {
    return unavailable(
      "did not let us in",
      "check queue.user and queue.password, queue.token or the file of queue.credentials",
    );
  }
  if (/Permission/u.test(kind)) {
    return unavailable(
      `does not allow that: ${message}`,
      "the user needs JetStream's API and the subjects of the queue; docs/scale-out.md lists them",
    );
  }
  if (
    /JetStreamNotEnabled/u.test(kind) ||
    apiCode(cause) === JetStreamApiCodes.JetStreamNotEnabledForAccount
  ) {
    return unavailable("has no JetStream", "start nats-server with JetStream on: docs/scale-out.md");
  }
  if (cause instanceof JetStreamApiError) {
    return unavailable(`refused: ${message}`, "see the server's log; its disk or its limits may be full");
  }
  if (/certificate/iu.test(message)) {
    return unavailable(
      `is not trusted: ${message}`,
      "name in queue.ca the certificate that signed the server's",
    );
  }
  return unavailable(`cannot be reached: ${message}`, "check host and port, and that nats-server runs there");
}

export function apiCode(error: unknown): number | undefined {
  return error instanceof JetStreamApiError ? error.code : undefined;
}

/** A message was expected to be the first of its subject, and is not. */
export function isThereAlready(error: unknown): boolean {
  return apiCode(error) === JetStreamApiCodes.StreamWrongLastSequence;
}

export function isNoStream(error: unknown): boolean {
  return apiCode(error) === JetStreamApiCodes.StreamNotFound;
}
