import { deadline } from "../limits/deadline.js";
import type { Client } from "./client.js";

const lookEveryMs = 1_000;

/**
 * Calls `over` once the client's key or token has ended, or its key was revoked or given other roles: within a second of when a new
 * request would be refused. Gives what calls that off.
 */
export function whileKnown({ expiresMs, isStillKnown }: Client, over: () => void): () => void {
  const callOff = deadline((expiresMs ?? Number.POSITIVE_INFINITY) - Date.now(), over);
  if (!isStillKnown) return callOff;
  const look = setInterval(() => {
    if (isStillKnown()) return;
    clearInterval(look);
    over();
  }, lookEveryMs).unref();
  return () => {
    clearInterval(look);
    callOff();
  };
}
