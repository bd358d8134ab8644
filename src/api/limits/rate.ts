import type { Plugin } from "graphql-yoga";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Client } from "../access/client.js";
import { httpError } from "../http-error.js";

const windowS = 60;

export interface Rate {
  readonly plugin: Plugin;
  /** @throws GraphQLError `RATE_LIMITED` when the client's share of this minute is used up */
  spend(request: Request, client: Client, points: number): Promise<void>;
}

/** As draft-ietf-httpapi-ratelimit-headers-03 has them, which clients know. */
function headersOf(limit: number, state: RateLimiterRes): Readonly<Record<string, string>> {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(Math.max(0, state.remainingPoints)),
    "ratelimit-reset": String(Math.ceil(state.msBeforeNext / 1000)),
  };
}

/**
 * Gives each client so many points a minute: one for a request, and one for every object that it asks for. Whoever sits at this
 * machine is not counted: the machine is theirs.
 *
 * @param limit points a minute; 0 for no limit
 */
export function createRate(limit: number): Rate {
  const limiter = new RateLimiterMemory({ points: limit, duration: windowS });
  const states = new WeakMap<Request, RateLimiterRes>();
  return {
    async spend(request, client, points) {
      if (limit === 0 || client.kind === "local") return;
      try {
        states.set(request, await limiter.consume(client.account, points));
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const state = refusal as RateLimiterRes;
        states.set(request, state);
        const seconds = Math.ceil(state.msBeforeNext / 1000);
        throw httpError({
          status: 429,
          code: "RATE_LIMITED",
          message: `Each client may ask for ${limit} objects a minute; the request would go beyond that`,
          hint: `try again in ${seconds} s, or ask for less`,
          headers: { "retry-after": String(seconds) },
        });
      }
    },
    plugin: {
      onResponse({ request, response }) {
        const state = states.get(request);
        if (!state) return;
        for (const [name, value] of Object.entries(headersOf(limit, state)))
          response.headers.set(name, value);
      },
    },
  };
}
