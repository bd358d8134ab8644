/** What went wrong, in a word that programs can rely on. */
export type ErrorCode =
  | "BAD_INPUT"
  | "BAD_RECORD"
  | "TOO_LARGE"
  | "BAD_MODEL"
  | "BAD_TERMINOLOGY"
  | "BAD_STORE"
  | "STORE_UNAVAILABLE"
  | "STORE_BUSY"
  | "QUEUE_FULL"
  | "QUEUE_UNAVAILABLE"
  | "EXHAUSTED"
  | "SOURCE_UNAVAILABLE"
  | "NOT_FOUND"
  | "USAGE"
  | "FORBIDDEN"
  | "CANCELLED"
  | "TIMEOUT";

/**
 * The one error that users meet: `message` says what failed and on which input, `hint` what to do about it.
 * Everything else that is thrown is a defect of ours.
 */
export class LitweaveError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "LitweaveError";
    this.code = code;
    this.hint = options.hint;
  }
}
