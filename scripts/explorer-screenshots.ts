/**
 * Makes the pictures of docs/explorer.md: the samples ingested by the command line, the explorer as built and served over them, and
 * the flows of the guide in Chromium (`CHROMIUM` names another). Run: npx tsx scripts/explorer-screenshots.ts
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { startServer } from "../src/api/server.js";
import { annotatorOver } from "../src/pipeline/annotator.js";
import { createIngestor } from "../src/pipeline/jobs/ingestor.js";
import { lazyStages } from "../src/pipeline/lazy-stages.js";
import { openStore } from "../src/store/open-store.js";
import { modelOptions } from "../test/models.js";
import { hubIds, writeLargeGraph } from "../test/web/large-graph.js";

const root = join(import.meta.dirname, "..");
const pictures = join(root, "docs", "img", "explorer");
const folder = mkdtempSync(join(tmpdir(), "litweave-pictures-"));
const graph = join(folder, "graph");
const explorer = join(folder, "web");
/** Statements of the samples that the pictures show. */
const doxorubicin = "MESH:D004317";
const heartFailure = "MESH:D006333";
const contested = "t1_90602e207383a24bed034e299924cebb";

const files = ["samples/01-baseline.xml", "samples/02-update.xml"];
execFileSync("npx", ["tsx", "src/cli/main.ts", "ingest", ...files, "--store", graph], {
  cwd: root,
  stdio: "inherit",
});
await build({
  configFile: join(root, "web", "vite.config.ts"),
  logLevel: "error",
  build: { outDir: explorer },
});
const store = await openStore(graph);
const models = lazyStages(modelOptions);
const annotator = annotatorOver(models);
const ingestor = createIngestor({
  folder: join(folder, "jobs"),
  store,
  models,
  ncbi: {},
  log: console.error,
});
const largeStore = await openStore(join(folder, "large-graph"));
await writeLargeGraph(largeStore);
const largeServer = await startServer({
  store: largeStore,
  log: console.error,
  port: 0,
  options: { explorer },
});
const server = await startServer({
  store,
  annotator,
  ingestor,
  log: console.error,
  port: 0,
  options: { explorer },
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Chromium refuses its sandbox to root.
  chromiumSandbox: process.getuid?.() !== 0,
});
mkdirSync(pictures, { recursive: true });
try {
  await picture("home", "/");
  await picture("home-phone", "/", { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await picture("search", "/", {}, async (page) => {
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("doxo");
    await page.getByRole("option").first().waitFor();
  });
  await picture("concept", `/concept/${doxorubicin}`);
  await picture("graph", `/graph?of=${doxorubicin},${heartFailure}&edge=${contested}`);
  await picture("graph-dark", `/graph?of=${doxorubicin},${heartFailure}`, { colorScheme: "dark" });
  await picture(
    "evidence",
    `/triple/${contested}`,
    { viewport: { width: 800, height: 1000 } },
    async (page) => {
      await page.getByText("Why these concepts").first().click();
      await page.getByRole("table").first().waitFor();
    },
  );
  await picture("paper", "/document/PMID:90000010", {}, async (page) => {
    await page.locator(".annotated .mention", { hasText: "Vemurafenib" }).first().click();
    await page.getByRole("table").waitFor();
  });
  await picture("retracted", "/document/PMID:90000050", { viewport: { width: 1280, height: 1000 } });
  await picture("graph-500", new URL(`/graph?most=100&of=${hubIds.join(",")}`, largeServer.url).href);
  await picture("paths", `/paths?from=${doxorubicin}&to=MESH:D017239`);
  await picture("read-a-text", "/annotate", { viewport: { width: 1280, height: 1350 } }, async (page) => {
    await page.getByRole("button", { name: "Metformin and lactic acidosis" }).click();
    await page.getByRole("link", { name: "T2DM, Disease" }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: "Weigh the words" }).first().click();
    await page
      .getByRole("img", { name: /^Heaviest/u })
      .first()
      .waitFor();
  });
  await picture("add-papers", "/add", { viewport: { width: 1280, height: 1000 } }, async (page) => {
    await page.getByLabel(/choose them/u).setInputFiles(join(root, "samples", "example.jsonl"));
    await page.getByText("✓ done").waitFor({ timeout: 60_000 });
    await page
      .getByText(/^[\d,]+ new statements?$/u)
      .last()
      .click();
  });
} finally {
  await browser.close();
  await server.close();
  await largeServer.close();
  await largeStore.close();
  await ingestor.close();
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
}

async function picture(
  name: string,
  address: string,
  options: BrowserContextOptions = {},
  act: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  await page.goto(new URL(address, server.url).href);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await act(page);
  // A drawing takes a moment to come to rest.
  await page.waitForTimeout(3_000);
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path });
  await page.close();
  console.log(path);
}
