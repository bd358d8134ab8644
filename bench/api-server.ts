/** A server of bench/api.ts, in a process of its own: `api-server.ts (litweave|afresh|library) LOCATION`. It sends its URL to its parent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startServer } from "../src/api/server.js";
import { openStore } from "../src/store/open-store.js";
import { libraryApi } from "./api-library.js";

// The loader of TypeScript has every stack trace translated, which the built program has not, and drivers make many.
process.setSourceMapsEnabled(false);

const [kind, location] = process.argv.slice(2) as [string, string];

async function serve(): Promise<string> {
  if (kind === "library") {
    const server = createServer(await libraryApi(location));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  const store = await openStore(location, { create: false, readers: 2 });
  const options = kind === "afresh" ? { answersMib: 0 } : {};
  return (await startServer({ store, log: console.error, port: 0, options })).url;
}

process.on("disconnect", () => process.exit());
process.send!(await serve());
