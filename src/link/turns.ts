import { setImmediate } from "node:timers/promises";

/** How long the event loop may be held, in ms: who asks a server meanwhile, and threads that wait for their next task, feel no more. */
const longest = 10;

/** Gives the event loop a turn where it has had none for long; awaited between pieces of long work. */
export type Turn = () => Promise<void>;

export function turns(): Turn {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longest) return;
    await setImmediate();
    since = performance.now();
  };
}
