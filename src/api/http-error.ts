import { GraphQLError } from "graphql";
import { extensionsOf } from "./errors.js";

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal of a whole request, answered as GraphQL answers, with the status and headers that HTTP has for it. */
export function httpError({ status, code, message, hint, headers }: Refusal): GraphQLError {
  return new GraphQLError(message, {
    extensions: { ...extensionsOf(code, hint), http: { status, ...(headers && { headers }) } },
  });
}
