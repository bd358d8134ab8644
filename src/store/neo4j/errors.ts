import neo4j from "neo4j-driver";
import { tookTooLong } from "../../domain/broken-off.js";
import { LitweaveError } from "../../domain/errors.js";

interface Meaning {
  readonly test: RegExp;
  readonly message: string;
  readonly hint: string;
}

/** What the server's and the driver's codes mean to the user. */
const meanings: readonly Meaning[] = [
  {
    test: /Security\.(Unauthorized|CredentialsExpired|TokenExpired|AuthenticationRateLimit)/u,
    message: "did not accept user and password",
    hint: "check them; a new server wants its first password changed before anything else",
  },
  {
    test: /Security\.Forbidden/u,
    message: "does not let this user do that",
    hint: "give the user the right to read and write, and to make indexes",
  },
  {
    test: /Database\.DatabaseNotFound|DatabaseUnavailable/u,
    message: "does not offer that database",
    hint: "name one of the server's databases; Community Edition has “neo4j” alone",
  },
  {
    test: /ServiceUnavailable|SessionExpired/u,
    message: "cannot be reached",
    hint: "check host and port (Bolt is 7687 as a rule, not the Browser's 7474) and that the server runs",
  },
  {
    test: /TransientError/u,
    message: "was too busy, again and again",
    hint: "try again with fewer writers at once, or give the server more memory",
  },
];

/** What a failure of the driver means to the user; anything unforeseen comes back as it is. */
export function neo4jError(cause: unknown, url: string): unknown {
  if (!(cause instanceof neo4j.Neo4jError)) return cause;
  if (/Transaction\.TransactionTimedOut/u.test(cause.code)) return tookTooLong(cause);
  const meaning = meanings.find(({ test }) => test.test(cause.code));
  if (!meaning) return cause;
  return new LitweaveError("STORE_UNAVAILABLE", `Neo4j at ${url} ${meaning.message}`, {
    cause,
    hint: meaning.hint,
  });
}

/** Whether a constraint or index could not be made because another process just made the same. */
export function isMadeAlready(cause: unknown): boolean {
  return cause instanceof neo4j.Neo4jError && /Schema\.EquivalentSchemaRuleAlreadyExists/u.test(cause.code);
}
