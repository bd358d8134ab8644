import { LitweaveError } from "../../domain/errors.js";

/** The error for an answer that asking again would not change: 403, 404 and their like. */
export function refusal(what: string, { status, statusText }: Response): LitweaveError {
  const missing = status === 404 || status === 410;
  return new LitweaveError(
    missing ? "NOT_FOUND" : "SOURCE_UNAVAILABLE",
    `${what}: the server answered ${status} ${statusText}`.trimEnd(),
    { hint: "check --base-url, and that the server is the one you mean" },
  );
}
