import { type ExecutionArgs, getOperationAST, type ParseOptions } from "graphql";
import type { Plugin } from "graphql-yoga";
import { LitweaveError } from "../domain/errors.js";
import { type Weight, weigh } from "./weight.js";

/** What one request may ask for. */
export interface Limits {
  /** Lexical tokens of the query text. */
  readonly tokens: number;
  /** Levels of fields within fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Objects the answer may hold, counting every list at the size asked for. */
  readonly cost: number;
}

export const defaultLimits: Limits = { tokens: 2_000, depth: 20, aliases: 30, cost: 20_000 };

interface Refusal {
  readonly says: (asked: number) => string;
  readonly hint: string;
}

const refusals: Readonly<Record<keyof Weight, Refusal>> = {
  depth: {
    says: (asked) => `The query is ${asked} levels deep`,
    hint: "ask in two steps: first for ids, then for what hangs on them",
  },
  aliases: {
    says: (asked) => `The query has ${asked} aliases`,
    hint: "send several queries",
  },
  cost: {
    says: (asked) => `The query asks for up to ${asked} objects`,
    hint: "ask for fewer items with “first”, or for fewer lists within lists",
  },
};

/** @throws LitweaveError `BAD_INPUT` that names the limit, what was asked and how to stay under it */
function check(args: ExecutionArgs, limits: Limits): void {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return;
  const weight = weigh(args.schema, args.document, operation, args.variableValues ?? {});
  for (const limit of ["depth", "aliases", "cost"] as const) {
    if (weight[limit] > limits[limit]) {
      const { says, hint } = refusals[limit];
      throw new LitweaveError("BAD_INPUT", `${says(weight[limit])}; at most ${limits[limit]} are answered`, {
        hint,
      });
    }
  }
}

/** Refuses a query that asks for too much before anything is read from the store. */
export function limitsPlugin(limits: Limits): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options?: ParseOptions) =>
        parseFn(source, { ...options, maxTokens: limits.tokens }),
      );
    },
    onExecute({ args }) {
      check(args, limits);
    },
  };
}
