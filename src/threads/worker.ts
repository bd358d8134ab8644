import { move, transferableSymbol, valueSymbol, workerData } from "piscina";
import { type ErrorCode, LitweaveError } from "../domain/errors.js";

/** In a thread's module: what its thread was started with. */
export function startedWith<Data>(): Data {
  return workerData as Data;
}

/** What a thread's module gives back for a task. */
export type Answer<T> = { readonly value: T } | { readonly failure: Failure };

/** An error as it goes from a thread to another: errors lose their class and their fields on the way. */
interface Failure {
  readonly message: string;
  /** Set for errors that users meet. */
  readonly code?: ErrorCode;
  readonly hint?: string | undefined;
  readonly cause?: string;
}

export function failed(error: unknown): Answer<never> {
  if (error instanceof LitweaveError) {
    const { code, message, hint } = error;
    return { failure: { code, message, hint, cause: String(error.cause ?? "") } };
  }
  return { failure: { message: error instanceof Error ? (error.stack ?? error.message) : String(error) } };
}

/** The answer of a value whose arrays change threads without being copied. */
export function handedOver(value: unknown, arrays: readonly { readonly buffer: ArrayBufferLike }[]): unknown {
  const buffers = [...new Set(arrays.map(({ buffer }) => buffer))];
  return move({ [transferableSymbol]: buffers, [valueSymbol]: { value } } as never);
}
