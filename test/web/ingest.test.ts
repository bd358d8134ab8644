import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey } from "../../src/api/access/api-key.js";
import { changeKeys } from "../../src/api/access/key-file.js";
import { createIngestor, type Ingestor } from "../../src/pipeline/jobs/ingestor.js";
import { lazyStages } from "../../src/pipeline/lazy-stages.js";
import { writeExample } from "../api/example-graph.js";
import { type NcbiServer, startNcbi } from "../follow/ncbi-server.js";
import { modelOptions, sampleFile } from "../models.js";
import { article } from "../read/pubmed-sample.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer } from "./explorer.js";

/** The models are loaded by the first job. */
const patient = { timeout: 180_000 };
const patientTests = { timeout: 600_000 };

const record = (id: number, text: string) => JSON.stringify({ id, title: "A trial.", abstract: text });
const fileOf = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: "",
  buffer: Buffer.from(lines.join("\n")),
});

describe.skipIf(!hasBrowser)("adding papers with the shipped models", patientTests, () => {
  const models = lazyStages(modelOptions);
  let ncbi: NcbiServer;
  let ingestor: Ingestor;
  let explorer: Explorer;
  beforeAll(async () => {
    ncbi = await startNcbi();
    explorer = await openExplorer(writeExample, (store, folder) => {
      ingestor = createIngestor({
        folder: join(folder, "jobs"),
        store,
        models,
        ncbi: { baseUrl: ncbi.eutils },
        log: () => {},
      });
      return { ingestor };
    });
  });
  afterAll(async () => {
    await ingestor?.close();
    await explorer?.close();
    await Promise.all([models.close(), ncbi?.close()]);
  });

  const job = (page: Page, source: string) =>
    page.getByRole("region", { name: "Jobs" }).getByRole("listitem", { name: source, exact: true }).first();

  it("takes files, shows how far they are, and what they brought", async () => {
    const page = await explorer.open("/add");
    await page.getByText("None so far.").waitFor();
    await page.getByLabel(/choose them/u).setInputFiles(sampleFile("01-baseline.xml"));
    const item = job(page, "01-baseline.xml");
    await item.getByText("▸ under way").waitFor(patient);
    await item.getByRole("progressbar").waitFor();
    await item.getByText("✓ done").waitFor(patient);
    expect(await item.textContent()).toMatch(/(\d+) of \1 records read · \d+ written/u);
    await item.getByText(/^[\d,]+ new statements$/u).click();
    const statement = item.getByRole("link", { name: /^Evidence that/u }).first();
    await statement.waitFor();
    expect(await statement.getAttribute("href")).toMatch(/^\/triple\/t1_/u);
  });

  it("takes what is dropped, says why records failed, and tries them again", async () => {
    const page = await explorer.open("/add");
    const lines = [record(93, "Aspirin relieves pain."), '{"id": "94"}', "{broken"].join("\n");
    const transfer = await page.evaluateHandle(
      `(() => { const data = new DataTransfer();
        data.items.add(new File([${JSON.stringify(lines)}], "dropped.jsonl")); return data; })()`,
    );
    await page.getByRole("region", { name: "Files" }).dispatchEvent("drop", { dataTransfer: transfer });
    const item = job(page, "dropped.jsonl");
    await item.getByText("✓ done").waitFor(patient);
    await item.getByText("Why 2 records failed").click();
    await item.getByText("Record 2, read: the record has neither title nor text").waitFor();
    await item.getByRole("button", { name: "Try 2 failed records again" }).click();
    await item.getByText("2 of 2 records read · 0 written · 2 failed").waitFor(patient);
  });

  it("adds a text by the keyboard alone, and nothing when it comes again", async () => {
    const page = await explorer.open("/add");
    for (const brought of ["1 written", "1 brought nothing new"]) {
      await page.getByLabel("Title").focus();
      await page.keyboard.type("Isoniazid and the liver");
      await page.keyboard.press("Tab");
      await page.keyboard.type("Isoniazid caused hepatitis in two patients with tuberculosis.");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.type("1997");
      await page.keyboard.press("Enter");
      await job(page, "Isoniazid and the liver").getByText(brought).waitFor(patient);
      await job(page, "Isoniazid and the liver").getByText("✓ done").waitFor(patient);
    }
  });

  it("fetches from PubMed by number and by query", async () => {
    const abstract = "<AbstractText>Rifampicin treats tuberculosis.</AbstractText>";
    const xml = article({ pmid: "92000011", title: "Rifampicin.", abstract });
    ncbi.records.push({ pmid: "92000011", xml, edat: "2026-01-02", mdat: "2026-01-02" });
    const page = await explorer.open("/add");
    await page.getByLabel(/^PMIDs/u).fill("PMID:92000011");
    await page.getByRole("button", { name: "Fetch 1 paper" }).click();
    const item = page.getByRole("region", { name: "Jobs" }).getByRole("listitem").first();
    await item.getByText("1 of 1 record read · 1 written").waitFor(patient);
    await page.getByLabel(/^PMIDs/u).fill("Rifampicin");
    await page.getByLabel("At most").fill("5");
    await page.getByRole("button", { name: "Fetch what it finds" }).click();
    await item.getByText("1 of 1 record read · 0 written · 1 brought nothing new").waitFor(patient);
  });

  it("cancels a job that waits or runs", async () => {
    const page = await explorer.open("/add");
    const lines = Array.from({ length: 1_000 }, (_, index) =>
      record(1_000 + index, "Aspirin relieves pain."),
    );
    await page.getByLabel(/choose them/u).setInputFiles(fileOf("long.jsonl", ...lines));
    const item = job(page, "long.jsonl");
    await item.getByRole("button", { name: "Cancel" }).click(patient);
    await item.getByText("⊘ cancelled").waitFor(patient);
    await item.getByRole("button", { name: "Run it again" }).waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`keeps to WCAG AA with jobs and failures, ${colorScheme}`, async () => {
      const page = await explorer.open("/add", { colorScheme });
      const item = job(page, "dropped.jsonl");
      await item.getByText("Why 2 records failed").click();
      await item.getByText("Record 2").waitFor();
      await job(page, "01-baseline.xml")
        .getByText(/new statements$/u)
        .last()
        .click();
      await page
        .getByRole("link", { name: /^Evidence that/u })
        .first()
        .waitFor();
      expect(await breaches(page)).toEqual([]);
    });
  }

  it("fits a narrow telephone", async () => {
    const page = await explorer.open("/add", { viewport: { width: 360, height: 640 } });
    await job(page, "01-baseline.xml").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });

  it("runs nothing that the policy of content refuses", () => {
    expect(explorer.errors).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)("adding papers where the server wants a key", patientTests, () => {
  const { key, stored } = makeKey({ name: "reader", roles: ["ingest"] });
  const models = lazyStages(modelOptions);
  let ingestor: Ingestor;
  let explorer: Explorer;
  beforeAll(async () => {
    explorer = await openExplorer(writeExample, (store, folder) => {
      const keys = join(folder, "keys.json");
      changeKeys(keys, () => [stored]);
      ingestor = createIngestor({ folder: join(folder, "jobs"), store, models, ncbi: {}, log: () => {} });
      const access = { keys, anonymous: ["read"], local: true, allowedHosts: [], proxies: 0 } as const;
      return { ingestor, options: { access } };
    });
  });
  afterAll(async () => {
    await ingestor?.close();
    await explorer?.close();
    await models.close();
  });

  it("asks for one, says that a wrong one is wrong, keeps it for the tab, and forgets it", async () => {
    const page = await explorer.open("/add");
    await page.getByText("This needs the role “ingest”").waitFor();
    expect(await page.getByRole("region", { name: "Files" }).count()).toBe(0);
    await page.getByLabel("API key").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByText("UNAUTHENTICATED").waitFor();
    await page.getByLabel("Another API key").fill(key);
    await page.keyboard.press("Enter");
    await page
      .getByLabel(/choose them/u)
      .setInputFiles(fileOf("one.jsonl", record(95, "Aspirin relieves pain.")));
    await page.getByRole("listitem", { name: "one.jsonl" }).getByText("✓ done").waitFor(patient);
    expect(await page.evaluate("[sessionStorage.length, localStorage.length]")).toEqual([1, 0]);
    await page.getByRole("button", { name: "Forget it now" }).click();
    await page.getByLabel("API key").waitFor();
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
  });
});
