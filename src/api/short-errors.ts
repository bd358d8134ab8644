import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";

const longestMessage = 1_000;

/** What GraphQL adds to a message about a name that is not in the schema: names that are. */
const suggestion = / Did you mean [^?]*\?/gu;

/**
 * Keeps answers to wrong requests smaller than the requests: GraphQL repeats a wrong value in its message, several times over, however
 * long it is. Every error gets a code.
 *
 * @param suggestions whether an error may name what the schema has instead
 */
export function shortErrorsPlugin(suggestions: boolean): Plugin {
  function shortened(error: GraphQLError): GraphQLError {
    const told = suggestions ? error.message : error.message.replace(suggestion, "");
    const short = told.length > longestMessage ? `${told.slice(0, longestMessage)}…` : told;
    // It may quote half a character of the request, or be cut within one.
    const message = short.replace(/\p{Surrogate}/gu, "\ufffd");
    if (message === error.message && error.extensions?.code !== undefined) return error;
    const { nodes = null, path = null } = error;
    // GraphQL gives no code to a variable that does not fit its type.
    const extensions = { code: "BAD_INPUT", ...error.extensions };
    return new GraphQLError(message, { nodes, path, extensions });
  }

  return {
    onResultProcess({ result, setResult }) {
      if (!("errors" in result) || !result.errors?.length) return;
      setResult({ ...result, errors: result.errors.map((error) => shortened(error as GraphQLError)) });
    },
  };
}
