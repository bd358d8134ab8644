/**
 * Makes the pictures of docs/neo4j.md as a reader would see them: a fresh Neo4j with authentication, the samples ingested by the
 * command line, the real Neo4j Browser in Chromium (`CHROMIUM` names another), the style and the saved queries of
 * cypher/explore. Run: npx tsx scripts/browser-screenshots.ts
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { startNeo4j } from "../test/neo4j/server.js";

const root = join(import.meta.dirname, "..");
const explore = join(root, "cypher", "explore");
const pictures = join(root, "docs", "img", "neo4j");
/** How long a graph takes to come to rest. */
const settleMs = 10_000;

const server = await startNeo4j({ authentication: true });
if (!server?.browser) throw new Error("no Neo4j: it takes Java 17 or newer and Maven");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Chromium refuses its sandbox to root.
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  litweave("ingest", "samples/01-baseline.xml", "samples/02-update.xml");
  litweave("embed");
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await connect(page);
  await dropStyle(page);
  mkdirSync(pictures, { recursive: true });

  await run(page, "MATCH path = (:Concept {name: 'Breast Neoplasms'})--(:Concept) RETURN path LIMIT 25");
  await picture(page, "style", settleMs);
  await run(page, saved("shared-neighbours"), "{disease: 'Angioedema', other: 'Cough', belief: 0.5}");
  await picture(page, "shared-neighbours", settleMs);
  await run(page, saved("drugs-for-a-disease"), "{disease: 'Breast Neoplasms'}");
  await picture(page, "drugs-for-a-disease");
  await run(page, saved("contradicted-claims"));
  await picture(page, "contradicted-claims");
} finally {
  await browser.close();
  await server.stop();
}

function litweave(...args: readonly string[]): void {
  const command = ["tsx", "src/cli/main.ts", ...args, "--store", server!.url];
  const env = { ...process.env, NEO4J_USER: server!.user, NEO4J_PASSWORD: server!.password };
  execFileSync("npx", command, { cwd: root, env, stdio: "inherit" });
}

function saved(name: string): string {
  return readFileSync(join(explore, `${name}.cypher`), "utf8");
}

async function connect(page: Page): Promise<void> {
  await page.goto(`${server!.browser}?dbms=${encodeURIComponent(server!.url)}`);
  await page.getByTestId("username").fill(server!.user);
  await page.getByTestId("password").fill(server!.password);
  await page.getByTestId("connect").click();
  await page.getByText("You are connected as user").waitFor();
}

/** Drops the style onto the window, as people do. */
async function dropStyle(page: Page): Promise<void> {
  const text = readFileSync(join(explore, "litweave.grass"), "utf8");
  const file = `new File([${JSON.stringify(text)}], "litweave.grass", { type: "text/plain" })`;
  const files = await page.evaluateHandle(
    `(() => { const transfer = new DataTransfer(); transfer.items.add(${file}); return transfer; })()`,
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("[data-testid=activeEditor]", type, { dataTransfer: files });
  }
}

async function run(page: Page, statement: string, parameters?: string): Promise<void> {
  await type(page, ":clear");
  if (parameters !== undefined) {
    await type(page, `:params ${parameters}`);
    await type(page, ":clear");
  }
  await type(page, statement);
  await page.locator("[data-testid=frame]").first().waitFor();
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator("[data-testid=activeEditor] .monaco-editor[role=code]").click();
  await page.keyboard.insertText(text);
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(1_500);
}

async function picture(page: Page, name: string, waitMs = 1_000): Promise<void> {
  await page.waitForTimeout(waitMs);
  const path = join(pictures, `${name}.png`);
  await page.locator("[data-testid=frame]").first().screenshot({ path });
  console.log(path);
}
