import { GraphQLError, type GraphQLScalarType, Kind, print, type ValueNode } from "graphql";
import { type Curie, parseCurie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import { extensionsOf } from "../errors.js";

function parse(value: unknown, node?: ValueNode): Curie {
  try {
    return parseCurie(String(value));
  } catch (error) {
    if (!(error instanceof LitweaveError)) throw error;
    // GraphQL keeps the extensions of its own errors alone while it reads arguments.
    throw new GraphQLError(error.message, {
      nodes: node ?? null,
      extensions: extensionsOf(error.code, error.hint),
    });
  }
}

/**
 * A string that is checked to be `PREFIX:local`. These functions alone: a whole scalar type would overwrite
 * the description that schema.graphql gives it.
 */
export const curie = {
  parseValue: (value) => parse(value),
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : print(node), node),
  serialize: (value) => String(value),
} as GraphQLScalarType<Curie, string>;
