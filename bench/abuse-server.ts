/**
 * The server of bench/abuse.ts, in a process of its own: `abuse-server.ts LOCATION BODY_MS`. It sends its URL to its parent, and its
 * memory whenever it is asked: `mark` collects what nobody holds and begins anew, `tell` gives the most since then as well.
 */
import { startServer } from "../src/api/server.js";
import { openStore } from "../src/store/open-store.js";
import { exampleAnnotator } from "../test/api/example-annotator.js";

/** Memory of the process in bytes, and of it the most that it had since the last mark. */
export interface Memory {
  readonly now: number;
  readonly most: number;
}

process.setSourceMapsEnabled(false);
const [location, bodyMs] = process.argv.slice(2) as [string, string];
const store = await openStore(location, { create: false, readers: 2 });
const { url } = await startServer({
  store,
  annotator: exampleAnnotator,
  log: console.error,
  port: 0,
  bodyMs: Number(bodyMs),
});

let most = 0;
const look = () => {
  most = Math.max(most, process.memoryUsage.rss());
};
setInterval(look, 10);
process.on("message", (question: "mark" | "tell") => {
  globalThis.gc?.();
  const now = process.memoryUsage.rss();
  if (question === "mark") most = now;
  process.send!({ now, most } satisfies Memory);
});
process.on("disconnect", () => process.exit());
process.send!(url);
