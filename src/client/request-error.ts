/** One error of an answer, as the server words it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly hint?: string };
}

interface Details {
  readonly code: string;
  readonly hint?: string | undefined;
  readonly status?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly errors?: readonly AnswerError[];
  readonly data?: unknown;
  readonly cause?: unknown;
}

/** Why a question was not answered, or not wholly. */
export class LitweaveRequestError extends Error {
  override readonly name = "LitweaveRequestError";
  /** A word that programs can rely on: `BAD_INPUT`, `NOT_FOUND`, …; `UNREACHABLE` when no server answered. */
  readonly code: string;
  /** What to do about it. */
  readonly hint: string | undefined;
  /** HTTP's, where there was an answer. */
  readonly status: number | undefined;
  /** How long the server asks to wait. */
  readonly retryAfterSeconds: number | undefined;
  /** All errors of the answer; the first gives message, code and hint. */
  readonly errors: readonly AnswerError[];
  /** What was answered all the same: an item that cannot be taken is null there, the others stand. */
  readonly data: unknown;

  constructor(message: string, details: Details) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.hint = details.hint;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.errors = details.errors ?? [];
    this.data = details.data;
  }
}

export function fromAnswer(
  errors: readonly AnswerError[],
  data: unknown,
  status: number | undefined,
  retryAfterSeconds: number | undefined,
): LitweaveRequestError {
  const [first] = errors;
  return new LitweaveRequestError(first?.message ?? "the answer has errors", {
    code: first?.extensions?.code ?? "BAD_QUERY",
    hint: first?.extensions?.hint,
    status,
    retryAfterSeconds,
    errors,
    data,
  });
}
