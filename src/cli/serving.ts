import { isLoopback } from "../api/access/address.js";
import type { ApiOptions } from "../api/create-api.js";
import type { Config } from "../config.js";
import { LitweaveError } from "../domain/errors.js";
import { openAudit } from "./audit-file.js";
import type { Terminal } from "./terminal.js";

type TokenSettings = Config["access"]["tokens"];

/** @throws LitweaveError `USAGE` when tokens are to be taken and there is nothing, or too much, to check them with */
function tokenOptions({ issuer, ...rest }: TokenSettings) {
  if (issuer === undefined) return undefined;
  if ((rest.jwksUrl === undefined) !== (rest.keyFile === undefined)) return { issuer, ...rest };
  throw new LitweaveError("USAGE", "Tokens of an issuer are taken, so one place of its keys must be known", {
    hint: "set access.tokens.jwksUrl or access.tokens.keyFile, not both",
  });
}

/** How the configuration has the API served on `host`. */
export function servingOptions(config: Config, host: string, terminal: Terminal): ApiOptions {
  const { http, access, limits, documents } = config;
  return {
    origins: http.origins,
    metrics: http.metrics,
    ...(http.audit !== undefined && { audit: openAudit(http.audit, terminal) }),
    ...((documents.only || documents.from !== undefined) && {
      documents: { only: documents.only, ...(documents.from !== undefined && { from: documents.from }) },
    }),
    graphiql: http.graphiql,
    introspection: http.introspection,
    answersMib: http.answersMib,
    limits,
    access: {
      anonymous: access.anonymous,
      keys: access.keys,
      tokens: tokenOptions(access.tokens),
      local: isLoopback(host),
      allowedHosts: http.allowedHosts,
      proxies: http.proxies,
    },
  };
}
