/**
 * How long a reader of the explorer waits: bytes until the search can be used, first paint, and from a letter typed to the
 * suggestions for it. The samples ingested by the command line, the explorer as built, Chromium (`CHROMIUM` names another) on this
 * machine, the median of ten. Run: npx tsx bench/explorer.ts
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { startServer } from "../src/api/server.js";
import { openStore } from "../src/store/open-store.js";
import { machine, table } from "./page.js";

const root = join(import.meta.dirname, "..");
const guide = join(root, "docs", "explorer.md");
const rounds = 10;
const words = ["doxorubicin", "heart failure", "metformin", "cftr"];
const before = machine();

interface Wait {
  readonly bytes: number;
  readonly paintMs: number;
  readonly searchMs: readonly number[];
}

async function wait(browser: Browser, origin: string): Promise<Wait> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  await page.locator("input:focus").waitFor();
  await page.getByText(/statements about/u).waitFor();
  const { bytes, paintMs } = await page.evaluate<Omit<Wait, "searchMs">>(`({
    bytes: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .reduce((sum, { transferSize }) => sum + transferSize, 0),
    paintMs: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  })`);
  const searchMs: number[] = [];
  for (const word of words) {
    await page.getByRole("combobox").fill("");
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    // Timed within the page, from the input to the option that names the word.
    await page.evaluate(`(() => {
      const input = document.querySelector("input");
      const list = document.querySelector("[role=listbox]");
      input.addEventListener("input", () => { window.typedAt = performance.now(); }, { once: true });
      new MutationObserver((_, observer) => {
        if (!list.querySelector(".search-count")) return;
        window.answeredMs = performance.now() - window.typedAt;
        observer.disconnect();
      }).observe(list, { childList: true, subtree: true });
    })()`);
    await page.getByRole("combobox").fill(word);
    await page.locator(".search-count").first().waitFor();
    searchMs.push(await page.evaluate<number>("window.answeredMs"));
  }
  await context.close();
  return { bytes, paintMs, searchMs };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const folder = mkdtempSync(join(tmpdir(), "litweave-explorer-"));
const files = ["samples/01-baseline.xml", "samples/02-update.xml"];
execFileSync("npx", ["tsx", "src/cli/main.ts", "ingest", ...files, "--store", join(folder, "graph")], {
  cwd: root,
  stdio: "inherit",
});
const explorer = join(folder, "web");
await build({
  configFile: join(root, "web", "vite.config.ts"),
  logLevel: "error",
  build: { outDir: explorer },
});
const store = await openStore(join(folder, "graph"));
const server = await startServer({ store, log: console.error, port: 0, options: { explorer } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Chromium refuses its sandbox to root.
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  const waits: Wait[] = [];
  for (let round = 0; round < rounds; round++) waits.push(await wait(browser, new URL(server.url).origin));
  const lines = table([
    ["", "median of ten"],
    ["sent until the search can be used, kB", (median(waits.map(({ bytes }) => bytes)) / 1000).toFixed(1)],
    ["first contentful paint, ms", median(waits.map(({ paintMs }) => paintMs)).toFixed(0)],
    [
      "from a name typed to its suggestions, ms",
      median(waits.flatMap(({ searchMs }) => searchMs)).toFixed(0),
    ],
  ]);
  const [begin, end] = ["<!-- waits -->", "<!-- /waits -->"];
  const text = readFileSync(guide, "utf8");
  const from = text.indexOf(begin) + begin.length;
  const block = [...lines, "", `${before}. By \`npx tsx bench/explorer.ts\`.`].join("\n");
  writeFileSync(guide, `${text.slice(0, from)}\n${block}\n${text.slice(text.indexOf(end))}`);
  console.log(block);
} finally {
  await browser.close();
  await server.close();
  await store.close();
  rmSync(folder, { recursive: true });
}
