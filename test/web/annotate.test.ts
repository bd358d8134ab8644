import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lazyAnnotator } from "../../src/pipeline/annotator.js";
import { writeExample } from "../api/example-graph.js";
import { modelOptions } from "../models.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer } from "./explorer.js";

/** The models are loaded by the first reading. */
const patient = { timeout: 60_000 };

describe.skipIf(!hasBrowser)("reading a text with the shipped models", { timeout: 300_000 }, () => {
  const annotator = lazyAnnotator(modelOptions);
  let explorer: Explorer;
  beforeAll(async () => {
    explorer = await openExplorer(writeExample, () => ({ annotator }));
  });
  afterAll(() => Promise.all([annotator.close(), explorer?.close()]));

  async function reading(example: string, options = {}): Promise<Page> {
    const page = await explorer.open("/annotate", options);
    await page.getByRole("button", { name: example }).click();
    await page.getByRole("heading", { name: "What was read" }).waitFor(patient);
    return page;
  }

  it("marks mentions by kind, and shows what one was linked to, and what else was considered", async () => {
    const page = await reading("Metformin and lactic acidosis");
    const mention = page.getByRole("link", { name: "T2DM, Disease" });
    expect(await mention.getAttribute("data-glyph")).toBe("●");
    await mention.click();
    const panel = page.getByRole("region", { name: "Mention T2DM" });
    expect(await panel.getByRole("link", { name: "Diabetes Mellitus, Type 2" }).getAttribute("href")).toBe(
      "/concept/MESH:D003924",
    );
    expect(await panel.getByRole("listitem").filter({ hasText: "abbreviation:" }).textContent()).toContain(
      "type 2 diabetes mellitus",
    );
    const rows = panel.getByRole("table", { name: "What was considered" }).getByRole("row");
    expect(await rows.count()).toBeGreaterThan(2);
    expect(await rows.nth(1).textContent()).toContain("MESH:D003924");
    expect(new URL(page.url()).href).toBe(`${explorer.origin}/annotate`);
  });

  it("lists relations with their sentences and cues, and leads to the triple that the graph holds", async () => {
    const page = await reading("Metformin and lactic acidosis");
    const relation = page.getByRole("listitem").filter({ hasText: "Metformin causes" });
    expect(await relation.getByText("affirmed, ≈ hedged").count()).toBe(1);
    expect(await relation.locator("mark.quote-cue").allTextContents()).toContain("may");
    expect(await relation.locator("mark.quote-object").first().textContent()).toBe("lactic acidosis");
    const held = relation.getByRole("link", { name: /The graph holds it/u });
    expect(await held.getAttribute("href")).toMatch(/^\/triple\/t1_[0-9a-f]{32}$/u);
  });

  it("weighs the words of mentions and relations when asked, as a picture and as a table", async () => {
    const page = await reading("Metformin and lactic acidosis");
    await page.getByRole("link", { name: "hypoglycemia, Disease" }).click();
    const panel = page.getByRole("region", { name: "Mention hypoglycemia" });
    await panel.getByRole("button", { name: "Weigh the words" }).click();
    await panel.getByRole("img", { name: /^Heaviest: hypoglycemia/u }).waitFor(patient);
    await panel.getByText("As a table").click();
    const row = panel.getByRole("row").filter({ hasText: /^hypoglycemia\d/u });
    expect(Number(await row.getByRole("cell").textContent())).toBeGreaterThan(1);
    expect(await page.getByRole("img", { name: /^Heaviest: .* %/u }).count()).toBeGreaterThan(0);
  });

  it("leads to each of two mentions that share words, and says why a name is linked to nothing", async () => {
    const page = await reading("Von Hippel-Lindau disease");
    const whole = "von Hippel-Lindau tumor suppressor gene";
    await page.getByRole("link", { name: `${whole}, Gene` }).click();
    const panel = page.getByRole("region", { name: `Mention ${whole}` });
    await panel.getByRole("button", { name: "von Hippel-Lindau tumor", exact: false }).click();
    await page.getByRole("region", { name: "Mention von Hippel-Lindau tumor", exact: true }).waitFor();
    await page.getByLabel("Text", { exact: true }).fill("MCF-7 cells were treated with tamoxifen.");
    await page.getByText("The text above has changed since").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("link", { name: "MCF-7, Cell line" }).click();
    await page.getByText("Linked to nothing.").waitFor();
  });

  it("is used by the keyboard alone, and comes back to the word in the text", async () => {
    const page = await explorer.open("/annotate");
    await page.getByLabel("Text", { exact: true }).focus();
    await page.keyboard.type("Aspirin may prevent colorectal cancer.");
    await page.keyboard.press("Control+Enter");
    const link = page.getByRole("link", { name: "Aspirin, Chemical" });
    await link.waitFor(patient);
    await link.focus();
    await page.keyboard.press("Enter");
    await page.locator("#mention:focus").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("a.mention:focus", { hasText: "Aspirin" }).waitFor();
  });

  it("suggests headings", async () => {
    const page = await reading("Metformin and lactic acidosis");
    await page.getByRole("button", { name: "Suggest headings" }).click();
    await page
      .getByRole("region", { name: "MeSH headings" })
      .getByRole("link", { name: "Metformin" })
      .waitFor();
  });

  it("says what to do where a text is too long or says nothing, and keeps the text when one comes back", async () => {
    const page = await explorer.open("/annotate");
    const text = page.getByLabel("Text", { exact: true });
    await text.fill("a ".repeat(100_001));
    await page.getByText("200,002 characters; at most 200,000 are read at once.").waitFor();
    expect(await page.getByRole("button", { name: "Read the text" }).isDisabled()).toBe(true);
    await text.fill("It rained all day.");
    await page.getByRole("button", { name: "Read the text" }).click();
    await page.getByText("Nothing was found in this text").waitFor(patient);
    await page.getByRole("link", { name: "Search" }).click();
    await page.getByRole("heading", { name: "What does the literature say?" }).waitFor();
    await page.goBack();
    await page.getByText("Nothing was found in this text").waitFor();
    expect(await text.inputValue()).toBe("It rained all day.");
  });

  it("gives up a reading when one types on", async () => {
    const page = await explorer.open("/annotate");
    const aborted = page.waitForEvent("requestfailed");
    await page.route("**/graphql", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue().catch(() => {});
    });
    const text = page.getByLabel("Text", { exact: true });
    await text.fill("Aspirin prevents stroke.");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Reading …").waitFor();
    await text.press("End");
    await page.keyboard.type(" It");
    expect((await aborted).failure()?.errorText).toContain("ABORTED");
    await page.getByText("Reading …").waitFor({ state: "detached" });
    expect(await page.getByRole("heading", { name: "What was read" }).count()).toBe(0);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`keeps to WCAG AA with all that it can show, ${colorScheme}`, async () => {
      const page = await reading("Von Hippel-Lindau disease", { colorScheme });
      await page.locator(".annotated a").first().click();
      await page.getByRole("button", { name: "Weigh the words" }).first().click();
      await page.locator(".mention-panel .heat").waitFor(patient);
      for (const table of await page.getByText("As a table").all()) await table.click();
      expect(await breaches(page)).toEqual([]);
    });
  }

  it("fits a narrow telephone", async () => {
    const page = await reading("BRAF inhibition in melanoma", { viewport: { width: 360, height: 640 } });
    await page.locator(".annotated a").first().click();
    await page.getByRole("table").first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });

  it("runs nothing that the policy of content refuses", () => {
    expect(explorer.errors).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)("reading a text on a server without models", () => {
  let explorer: Explorer;
  beforeAll(async () => {
    explorer = await openExplorer(writeExample);
  });
  afterAll(() => explorer?.close());

  it("says what the server needs", async () => {
    const page = await explorer.open("/annotate");
    await page.getByRole("button", { name: "BRAF inhibition in melanoma" }).click();
    await page.getByText("reading and linking texts needs the models").waitFor();
    await page.getByText("Start the server with its models.").waitFor();
  });
});
