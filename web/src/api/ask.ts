import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import { keyHeader, refusal, wantsKey } from "./key.js";

/** An operation's text, with the types of its answer and its variables. */
export type Question<T, V> = DocumentTypeDecoration<T, V> & { toString(): string };

/** Why there is no answer, in the server's own words where it gave some. */
export class AskError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string | undefined,
  ) {
    super(message);
  }
}

/** What the server sends back, of a question or of a file. */
export interface Body<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly hint?: string };
  }[];
  /** What is not GraphQL's answers so. */
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
}

export const unreachable = () =>
  new AskError(
    "UNREACHABLE",
    "The server does not answer",
    "see that `litweave serve` is running; what this page shows comes by itself once it is",
  );

export async function send(
  body: string,
  signal: AbortSignal | undefined,
  accept = "application/json",
): Promise<Response> {
  try {
    return await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept, ...keyHeader() },
      body,
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
}

/** @throws AskError; what `signal` aborts throws its reason */
export async function ask<T, V>(document: Question<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  const response = await send(JSON.stringify({ query: document.toString(), variables }), signal);
  return answerOf<T>(await response.json().catch(() => ({})));
}

/** What went wrong by the body of an answer, if anything did. Where a key is wanted, whatever was asked, the page asks for one. */
export function failureOf(body: Body<unknown>): AskError | undefined {
  const [first] = body.errors ?? [];
  const said = first
    ? { code: first.extensions?.code ?? "FAILED", message: first.message, hint: first.extensions?.hint }
    : body.error;
  const failure = said && new AskError(said.code, said.message, said.hint);
  if (failure && wantsKey(failure)) refusal.value = failure;
  return failure;
}

/** @throws AskError */
export function answerOf<T>(body: Body<T>): T {
  const failure = failureOf(body);
  if (failure) throw failure;
  // A proxy in between that answers for a server that is gone.
  if (!body.data) throw unreachable();
  return body.data;
}
