import { GraphQLError, type GraphQLScalarType, Kind } from "graphql";

/** A day, or a time with its offset. */
const shape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/u;

function timeOf(value: unknown): number {
  const time = typeof value === "string" && shape.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new GraphQLError(`“${String(value)}” is no time; write 2026-03-07T14:30:00Z or 2026-03-07`, {
    extensions: { code: "BAD_INPUT" },
  });
}

/** Inside, times are milliseconds since 1970. These functions alone: see `curie.ts`. */
export const dateTime = {
  parseValue: timeOf,
  parseLiteral: (node) => timeOf(node.kind === Kind.STRING ? node.value : undefined),
  serialize: (value) => new Date(value as number).toISOString(),
} as GraphQLScalarType<number, string>;
