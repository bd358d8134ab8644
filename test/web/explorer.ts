import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { type RunningServer, type ServerInput, startServer } from "../../src/api/server.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { openStore } from "../../src/store/open-store.js";

/** How long a page may take to show what a test waits for, also on a machine with much else to do. */
export const patienceMs = 45_000;

/** For tests of several such waits: each fails by its own wait, which says what did not come, before the test runs out of time. */
export const patient = { timeout: 5 * patienceMs };

const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Whether there is a browser to try the explorer in; `CHROMIUM` names another than Debian's. */
export const hasBrowser = existsSync(executable);
if (!hasBrowser) console.warn(`No Chromium at ${executable}: the explorer's tests are skipped.`);

export interface Explorer {
  readonly origin: string;
  readonly server: RunningServer;
  /** A page of a reader of its own; what it logs as an error fails the test that calls `errors`. */
  open(address: string, options?: BrowserContextOptions): Promise<Page>;
  /** What pages opened so far said on their consoles of errors and refused by the policy of content. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** The explorer as built, served over a graph in an embedded store of its own, and a real browser. */
export async function openExplorer(
  fill: (store: GraphStore) => Promise<void>,
  served: (store: GraphStore, folder: string) => Partial<ServerInput> = () => ({}),
): Promise<Explorer> {
  const folder = await mkdtemp(join(tmpdir(), "litweave-web-"));
  const explorer = join(folder, "web");
  await build({
    configFile: join(import.meta.dirname, "..", "..", "web", "vite.config.ts"),
    logLevel: "error",
    build: { outDir: explorer },
  });
  const store = await openStore(join(folder, "graph"));
  await fill(store);
  const { options, ...input } = served(store, folder);
  const server = await startServer({
    store,
    log: () => {},
    port: 0,
    ...input,
    // The server must not give up before the test does.
    options: { limits: { timeoutMs: 2 * patienceMs }, ...options, explorer },
  });
  const origin = new URL(server.url).origin;
  const browser: Browser = await chromium.launch({
    executablePath: executable,
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const errors: string[] = [];
  return {
    origin,
    server,
    errors,
    async open(address, options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(origin + address);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
