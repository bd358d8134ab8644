import type { Plugin } from "graphql-yoga";
import { tookTooLong } from "../../domain/broken-off.js";
import { LitweaveError } from "../../domain/errors.js";
import { whileKnown } from "../access/while-known.js";
import type { ApiContext } from "../context.js";
import { createErrorMask } from "../errors.js";
import { httpError } from "../http-error.js";
import { deadline } from "./deadline.js";
import { until } from "./until.js";

interface LoadLimits {
  /** Requests that are answered at once. */
  readonly concurrent: number;
  /** Subscriptions that are open at once. */
  readonly subscriptions: number;
  /** What a request may take, in ms. */
  readonly timeoutMs: number;
}

export interface Load {
  readonly plugin: Plugin<ApiContext>;
  /** Ends all subscriptions. */
  close(): void;
}

/** More is asked than the server does at once. */
export function overloaded(what: string) {
  return httpError({
    status: 503,
    code: "OVERLOADED",
    message: `The server answers as many ${what} as it can`,
    hint: "try again in a moment",
    headers: { "retry-after": "1" },
  });
}

/**
 * Bounds what the server does at once and for how long. What comes on top is refused rather than queued: a client that is told so
 * at once can wait better than the server can. A body that comes slowly takes no place, since a request is counted once it is run.
 */
export function createLoad({ concurrent, subscriptions, timeoutMs }: LoadLimits): Load {
  let running = 0;
  let open = 0;
  const mask = createErrorMask(() => {});
  const closer = new AbortController();
  const closing = closer.signal;
  const plugin: Plugin<ApiContext> = {
    onExecute({ args, executeFn, setExecuteFn }) {
      setExecuteFn(async (given) => {
        if (running >= concurrent) throw overloaded("requests");
        const context: ApiContext = args.contextValue;
        running += 1;
        const late = new Promise((resolve) => {
          const answer = () => {
            const error = mask(context.signal.reason);
            resolve({ errors: [error], extensions: { http: { status: 504 } } });
          };
          if (context.signal.aborted) answer();
          else context.signal.addEventListener("abort", answer, { once: true });
        });
        const callOff = deadline(timeoutMs, () => context.endWork(tookTooLong(undefined)));
        const work = Promise.resolve(executeFn(given)).finally(() => {
          // What the store or a model goes on with although nobody waits still takes the machine.
          running -= 1;
          callOff();
        });
        return Promise.race([work, late]);
      });
    },
    onSubscribe({ args }) {
      if (open >= subscriptions) throw overloaded("subscriptions");
      const { client, signal, endWork } = args.contextValue;
      const over = () => endWork(new LitweaveError("CANCELLED", "The subscription is over"));
      const callOff = whileKnown(client, over);
      closing.addEventListener("abort", over, { once: true });
      open += 1;
      let ended = false;
      const end = () => {
        if (!ended) open -= 1;
        ended = true;
        callOff();
        closing.removeEventListener("abort", over);
      };
      return {
        onSubscribeError: end,
        onSubscribeResult({ result, setResult }) {
          // One that could not begin is a plain result.
          if (Symbol.asyncIterator in Object(result))
            setResult(until(signal, result as AsyncIterable<never>));
          else end();
          return { onEnd: end };
        },
      };
    },
  };
  return { plugin, close: () => closer.abort() };
}
