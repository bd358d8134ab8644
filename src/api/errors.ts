import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLErrorExtensions } from "graphql";
import { type ErrorCode, LitweaveError } from "../domain/errors.js";
import { exhausted } from "../domain/exhausted.js";
import type { Log } from "./log.js";

/** What was first thrown, under the layers in which GraphQL wraps it. */
function originOf(error: unknown): unknown {
  let origin = error;
  while (origin instanceof GraphQLError && origin.originalError != null) origin = origin.originalError;
  return origin;
}

function shown(error: unknown, message: string, extensions: GraphQLErrorExtensions): GraphQLError {
  const { nodes, path } = error instanceof GraphQLError ? error : {};
  return new GraphQLError(message, { nodes: nodes ?? null, path: path ?? null, extensions });
}

/** `extensions` of an error that users meet; without a hint the key is left out. */
export function extensionsOf(code: string, hint: string | undefined): GraphQLErrorExtensions {
  return hint === undefined ? { code } : { code, hint };
}

/** What a client can set right by itself; anything else is for the operator to see as well. */
const clientsOwn: ReadonlySet<ErrorCode> = new Set([
  "BAD_INPUT",
  "NOT_FOUND",
  "USAGE",
  "QUEUE_FULL",
  "TOO_LARGE",
  "FORBIDDEN",
  "CANCELLED",
  "TIMEOUT",
]);

/**
 * What clients see of an error. A {@link LitweaveError} is meant for them and shows its code and hint, as do errors
 * of GraphQL itself; anything else is a defect of ours, is logged under a number and masked.
 */
export function createErrorMask(log: Log): (error: unknown) => Error {
  return (error) => {
    const found = originOf(error);
    const origin = exhausted(found) ?? found;
    if (origin instanceof LitweaveError) {
      if (!clientsOwn.has(origin.code)) log(`query failed: ${origin.code}: ${origin.message}`);
      return shown(error, origin.message, extensionsOf(origin.code, origin.hint));
    }
    if (origin instanceof GraphQLError) return error as GraphQLError;
    const id = randomUUID();
    const path = error instanceof GraphQLError ? (error.path?.join(".") ?? "") : "";
    log(`query failed (${id}) at “${path}”: ${origin instanceof Error ? origin.stack : String(origin)}`);
    return shown(error, "Something went wrong on the server", {
      code: "INTERNAL",
      hint: `the server's log has the details under ${id}`,
      // Yoga makes the status 500 by it, where nothing could be answered at all.
      unexpected: true,
    });
  };
}
