import { LitweaveError } from "../domain/errors.js";

/** An error as it goes from a thread to another: errors lose their class and their fields on the way. */
export function failureOf(error: unknown) {
  if (error instanceof LitweaveError) {
    return { code: error.code, message: error.message, hint: error.hint, cause: String(error.cause ?? "") };
  }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
