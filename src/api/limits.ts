import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type ParseOptions,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { LitweaveError } from "../domain/errors.js";
import type { ApiContext } from "./context.js";
import type { Limits } from "./limits/defaults.js";
import type { Rate } from "./limits/rate.js";
import { shapeOf } from "./limits/shape.js";
import { valuesIn } from "./limits/values.js";
import { weigh } from "./weight.js";

/** Lists and objects within each other in the variables; no argument has more than three. */
const deepestVariables = 16;

/** Names of fields, arguments, types and variables. */
const longestName = 200;

type Counted = "depth" | "aliases" | "rootFields" | "fields" | "directives" | "cost" | "values";

interface Refusal {
  readonly says: (asked: number) => string;
  readonly hint: string;
}

const refusals: Readonly<Record<Counted, Refusal>> = {
  depth: {
    says: (asked) => `The query is ${asked} levels deep`,
    hint: "ask in two steps: first for ids, then for what hangs on them",
  },
  aliases: {
    says: (asked) => `The query has ${asked} aliases`,
    hint: "send several queries",
  },
  rootFields: {
    says: (asked) => `The query has ${asked} fields at its root`,
    hint: "send several queries",
  },
  fields: {
    says: (asked) => `The query has ${asked} fields`,
    hint: "send several queries, or name fields once",
  },
  directives: {
    says: (asked) => `The query has ${asked} directives`,
    hint: "leave out what is not wanted before sending the query",
  },
  cost: {
    says: (asked) => `The query asks for up to ${asked} objects`,
    hint: "ask for fewer items with “first”, or for fewer lists within lists",
  },
  values: {
    says: (asked) => `The variables hold ${asked} values or more`,
    hint: "send several queries",
  },
};

/** @throws LitweaveError `BAD_INPUT` that names the limit, what was asked and how to stay under it */
function hold(limit: Counted, asked: number, limits: Limits): void {
  if (asked <= limits[limit]) return;
  const { says, hint } = refusals[limit];
  throw new LitweaveError("BAD_INPUT", `${says(asked)}; at most ${limits[limit]} are answered`, { hint });
}

function checkShape(document: DocumentNode, limits: Limits): void {
  const shape = shapeOf(document);
  for (const limit of ["directives", "fields", "rootFields", "depth"] as const)
    hold(limit, shape[limit], limits);
  if (shape.name > longestName) {
    throw new LitweaveError(
      "BAD_INPUT",
      `The query has a name of ${shape.name} characters; none is longer than ${longestName}`,
    );
  }
}

function checkVariables(variables: unknown, limits: Limits): void {
  const { values, depth } = valuesIn(variables, limits.values);
  hold("values", values, limits);
  if (depth > deepestVariables) {
    throw new LitweaveError(
      "BAD_INPUT",
      `The variables are ${depth} levels deep; at most ${deepestVariables} are read`,
    );
  }
}

/** @returns the query's cost */
function checkWeight(args: ExecutionArgs, limits: Limits): number {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return 0;
  const weight = weigh(args.schema, args.document, operation, args.variableValues ?? {});
  for (const limit of ["depth", "aliases", "cost"] as const) hold(limit, weight[limit], limits);
  return weight.cost;
}

/** Refuses a query that asks for too much before anything is read from the store. */
export function limitsPlugin(limits: Limits, rate: Rate, introspection: boolean): Plugin<ApiContext> {
  const weighed = async (args: ExecutionArgs & { contextValue?: unknown }) => {
    const cost = checkWeight(args, limits);
    const { request, client, spent } = args.contextValue as ApiContext & { readonly request: Request };
    spent.cost = cost;
    await rate.spend(request, client, cost);
  };
  return {
    onParams({ params }) {
      checkVariables(params.variables, limits);
    },
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options?: ParseOptions) => {
        const document = parseFn(source, { ...options, maxTokens: limits.tokens });
        checkShape(document, limits);
        return document;
      });
    },
    onValidate({ addValidationRule }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
    onExecute: ({ args }) => weighed(args),
    onSubscribe: ({ args }) => weighed(args),
  };
}
