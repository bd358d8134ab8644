import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExample } from "../api/example-graph.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;

describe.skipIf(!hasBrowser)("the search and the page of a concept", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(writeExample);
  });
  afterAll(() => explorer?.close());

  it("say what the graph holds, and which statements most papers speak of", async () => {
    const page = await explorer.open("/");
    await page.getByText("7 statements about 9 concepts, read in 7 papers").waitFor();
    const first = page.getByRole("listitem").first();
    expect(await first.textContent()).toContain("Metformin treats");
    expect(await first.getByRole("img", { name: "2 papers for, 1 paper against" }).count()).toBe(1);
  });

  it("say what this is, and offer places of this graph to start from", async () => {
    const page = await explorer.open("/");
    await page.getByText("Every statement leads to the sentences").waitFor();
    const mentioned = page.getByRole("region", { name: "What most papers mention" });
    expect(await mentioned.getByRole("listitem").first().textContent()).toBe("⬢Metformin 4");
    const contested = page.getByRole("region", { name: "Where papers disagree most" });
    expect(await contested.getByRole("listitem").textContent()).toContain("Metformin treats");
    await page.getByRole("link", { name: /^See Metformin and .* as a graph$/u }).click();
    await page.getByText("4 concepts, 3 statements").waitFor();
  });

  it("keep the pages behind a button on a narrow telephone, which Escape and a choice close", async () => {
    const page = await explorer.open("/", { viewport: { width: 360, height: 640 } });
    const pages = page.getByRole("navigation", { name: "Main" });
    const button = page.getByRole("button", { name: "Menu" });
    expect(await pages.isVisible()).toBe(false);
    await button.click();
    await pages.getByRole("link", { name: "Contradictions" }).waitFor();
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    expect(await breaches(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await pages.isVisible()).toBe(false);
    expect(await page.locator(":focus").textContent()).toContain("Menu");
    await button.click();
    await pages.getByRole("link", { name: "Paths" }).click();
    await page.getByRole("heading", { level: 1, name: "How are two things connected?" }).waitFor();
    expect(await pages.isVisible()).toBe(false);
  });

  it("complete a name with a typing error, by the keyboard alone", async () => {
    const page = await explorer.open("/");
    await focused(page);
    await page.keyboard.type("metfromin");
    await page.getByRole("option", { name: "Metformin" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Metformin" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/concept/MESH:D008687");
    expect(await page.title()).toBe("Metformin · Litweave");
  });

  it("show why a synonym found a concept, and what to do where none does", async () => {
    const page = await explorer.open("/");
    await focused(page);
    await page.keyboard.type("glucoph");
    await page.getByRole("option", { name: "Glucophage" }).waitFor();
    await page.getByRole("combobox").fill("xyzzyxyzzy");
    await page.getByText("Try a part of it, a synonym or an id.").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("listbox").isVisible()).toBe(false);
  });

  it("group a concept's statements by predicate, with names, ids and their sources", async () => {
    const page = await explorer.open("/concept/MESH:D003924");
    await page.getByRole("heading", { level: 1, name: "Diabetes Mellitus, Type 2" }).waitFor();
    const treated = page.getByRole("region", { name: "treats" });
    expect(await treated.getByRole("heading").textContent()).toBe("is treated by");
    expect(await treated.getByRole("link", { name: "Metformin" }).first().getAttribute("href")).toBe(
      "/concept/MESH:D008687",
    );
    expect(await page.getByRole("link", { name: "MESH:D003924" }).getAttribute("href")).toBe(
      "https://meshb.nlm.nih.gov/record/ui?ui=D003924",
    );
  });

  it("say so where the graph has no such concept, and no such page", async () => {
    const page = await explorer.open("/concept/MESH:D000000");
    await page.getByText("The graph has no such concept").waitFor();
    await page.goto(`${explorer.origin}/nowhere/at/all`);
    await page.getByText("No page is at /nowhere/at/all").waitFor();
  });

  it("go back and forth without loading the page again", async () => {
    const page = await explorer.open("/concept/MESH:D008687");
    await page.evaluate("window.kept = true");
    await page.getByRole("region", { name: "causes" }).getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: "Acidosis, Lactic" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Metformin" }).waitFor();
    expect(await page.evaluate("window.kept")).toBe(true);
  });

  it("remember the theme that a reader chose", async () => {
    const page = await explorer.open("/", { colorScheme: "light" });
    const background = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    expect(await background()).toBe("rgb(251, 250, 246)");
    await page.getByRole("button", { name: /Switch to light/u }).click();
    await page.getByRole("button", { name: /Switch to dark/u }).click();
    expect(await background()).toBe("rgb(20, 23, 26)");
    await page.reload();
    expect(await background()).toBe("rgb(20, 23, 26)");
  });

  const addresses = ["/", "/concept/MESH:D008687", "/concept/MESH:D000000", "/nowhere"];
  for (const colorScheme of ["light", "dark"] as const) {
    it.each(addresses)(`keep to WCAG AA at %s, ${colorScheme}`, async (address) => {
      const page = await explorer.open(address, { colorScheme });
      await atRest(page);
      expect(await breaches(page)).toEqual([]);
    });
  }

  it("fit a narrow telephone", async () => {
    for (const address of addresses) {
      const page = await explorer.open(address, { viewport: { width: 360, height: 640 } });
      await atRest(page);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    }
  });

  it("run nothing that the policy of content refuses", () => {
    expect(explorer.errors).toEqual([]);
  });
});

async function atRest(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
}

/** The search has the focus from the start, so that a reader only types. */
async function focused(page: Page): Promise<void> {
  await page.locator("input:focus").waitFor();
}
