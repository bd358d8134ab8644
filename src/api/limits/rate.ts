import { setTimeout as sleep } from "node:timers/promises";
import type { Plugin } from "graphql-yoga";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Doorkeeper, ServerContext } from "../access/access-plugin.js";
import type { Client } from "../access/client.js";
import { httpError } from "../http-error.js";

const usualWindowS = 60;

export interface Rate {
  /** Counts each request as it comes, whatever becomes of it, and tells in the answer what is left. */
  readonly plugin: Plugin;
  /** @throws GraphQLError `RATE_LIMITED` when the client's share of this minute is used up */
  spend(request: Request, client: Client, points: number): Promise<void>;
  /**
   * The same for a part of what lasts: waits for the client's next minute when this one's share is used up. Once `signal` aborts it
   * waits no more.
   */
  pace(client: Client, points: number, signal: AbortSignal): Promise<void>;
  /**
   * Counts a request that is not for the API, as the plugin counts those that are.
   *
   * @returns who sent it
   * @throws GraphQLError `RATE_LIMITED`; `UNAUTHENTICATED` as the doorkeeper does
   */
  count(request: Request, context: ServerContext): Promise<Client>;
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
 * Gives each client so many points a minute: one for a request, though it could not be read, and one for every object that it asks
 * for. A key or token that is not known is counted under the address that it comes from. Whoever sits at this machine is not
 * counted: the machine is theirs.
 *
 * @param limit points a minute; 0 for no limit
 */
export function createRate(
  limit: number,
  doorkeeper: Pick<Doorkeeper, "clientOf" | "strangerOf">,
  windowS = usualWindowS,
): Rate {
  const limiter = new RateLimiterMemory({ points: limit, duration: windowS });
  const states = new WeakMap<Request, RateLimiterRes>();

  async function spend(request: Request, client: Client, points: number): Promise<void> {
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
  }

  async function pace(client: Client, points: number, signal: AbortSignal): Promise<void> {
    if (limit === 0 || client.kind === "local") return;
    const share = Math.min(points, limit);
    while (!signal.aborted) {
      const state = await limiter.get(client.account);
      if (!state || state.remainingPoints >= share) break;
      await sleep(state.msBeforeNext + 1, undefined, { signal, ref: false }).catch(() => undefined);
    }
    await limiter.penalty(client.account, share);
  }

  async function countOnly(request: Request, context: ServerContext): Promise<void> {
    const client = await doorkeeper
      .clientOf(request, context)
      .catch(() => doorkeeper.strangerOf(request, context));
    await spend(request, client, 1);
  }

  return {
    spend,
    pace,
    async count(request, context) {
      await countOnly(request, context);
      return doorkeeper.clientOf(request, context);
    },
    plugin: {
      onRequestParse: ({ request, serverContext }) => countOnly(request, serverContext as ServerContext),
      onResponse({ request, response }) {
        const state = states.get(request);
        if (!state) return;
        for (const [name, value] of Object.entries(headersOf(limit, state)))
          response.headers.set(name, value);
      },
    },
  };
}
