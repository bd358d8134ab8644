import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExample } from "../api/example-graph.js";
import { claim, paper } from "../store/world.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;
const denial = "/document/PMID:9003";

describe.skipIf(!hasBrowser)("the page of a paper", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(async (store) => {
      await writeExample(store);
      const unheard = { subject: "aspirin", predicate: "causes", object: "stroke" } as const;
      await store.write([
        paper({ id: "PMID:7001", claims: [claim, unheard] }),
        paper({ id: "PMID:7002", year: 2021, retracts: ["PMID:7001"] }),
      ]);
    });
  });
  afterAll(() => explorer?.close());

  it("is reached from a concept's papers and from the evidence of a statement", async () => {
    const page = await explorer.open("/concept/MESH:D008687");
    await page.getByRole("link", { name: "A small trial in lean adults" }).click();
    await page.getByRole("heading", { level: 1, name: "A small trial in lean adults" }).waitFor();
    await page
      .getByRole("link", { name: "Evidence that Metformin treats Diabetes Mellitus, Type 2" })
      .click();
    await page.getByRole("link", { name: "A small trial in lean adults" }).click();
    await page.getByRole("heading", { level: 1, name: "A small trial in lean adults" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(denial);
    expect(await page.title()).toBe("A small trial in lean adults · Litweave");
  });

  it("shows the text as it was read, each mention marked by colour, glyph and line", async () => {
    const page = await explorer.open(denial);
    await page.locator(".mention").first().waitFor();
    expect(await page.locator(".passage p").allTextContents()).toEqual([
      "Here metformin did not improve type 2 diabetes.",
    ]);
    expect(await page.locator(".passage h3").allTextContents()).toEqual(["RESULTS"]);
    const looks = await page.evaluate(`[...document.querySelectorAll(".mention")].map((mention) => {
      const { color, content } = getComputedStyle(mention, "::before");
      return { text: mention.textContent, color, glyph: content[1], line: getComputedStyle(mention).boxShadow !== "none" };
    })`);
    expect(looks).toEqual([
      { text: "metformin", color: "rgb(29, 95, 168)", glyph: "⬢", line: true },
      { text: "type 2 diabetes", color: "rgb(165, 55, 43)", glyph: "●", line: true },
    ]);
  });

  it("opens a mention's link by the keyboard, keeps it in the address, and goes back to the text", async () => {
    const page = await explorer.open(denial);
    await page.locator(".mention", { hasText: "metformin" }).focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("region", { name: "Mention metformin" });
    await panel.getByRole("link", { name: "Metformin" }).waitFor();
    expect(await panel.getByRole("row", { name: /chosen/u }).textContent()).toContain("0.970.950.901.000.00");
    expect(await page.locator("[aria-current=true].mention").textContent()).toBe("metformin");
    const again = await explorer.open(page.url().slice(explorer.origin.length));
    await again.getByRole("region", { name: "Mention metformin" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Choose a mention in the text").waitFor();
    expect(await page.locator(":focus").textContent()).toBe("metformin");
  });

  it("shows what the paper says, on which side and in which words", async () => {
    const page = await explorer.open(denial);
    const said = page.getByRole("list", { name: "Statements of this paper" }).locator(":scope > li");
    await said.first().waitFor();
    expect(await said.count()).toBe(1);
    expect(await said.locator(".standing").textContent()).toContain("Denies");
    expect(await said.locator("mark.mark-cue").textContent()).toBe("did not");
    expect(await page.getByRole("link", { name: "PMID:9003" }).getAttribute("href")).toBe(
      "https://pubmed.ncbi.nlm.nih.gov/9003/",
    );
    expect(await page.getByRole("region", { name: "MeSH headings" }).textContent()).toContain("Humans");
  });

  it("says unmistakably that a paper is retracted", async () => {
    const page = await explorer.open("/document/PMID:9008");
    await page.getByText("Retracted.").waitFor();
    await page.getByText("counts for nothing").waitFor();
    expect(await page.locator(".passage p").last().textContent()).toBe(
      "We report that aspirin cured type 2 diabetes.",
    );
    expect(await page.locator(".mention").count()).toBe(0);
    expect(await page.getByRole("heading", { name: /What it says/u }).count()).toBe(0);
  });

  it("shows what a retracted paper said, flagged as withheld, and the notice that retracts it", async () => {
    const page = await explorer.open("/document/PMID:9008");
    await page.getByRole("heading", { name: "What it said · 1 statement, withheld" }).waitFor();
    const said = page.getByRole("list", { name: "Withheld statements of this paper" });
    expect(await said.textContent()).toMatch(/Aspirin treats .*Withheld: the retracted paper affirmed it/u);
    expect(await said.locator("blockquote").textContent()).toBe(
      "We report that aspirin cured type 2 diabetes.",
    );
    await page.getByText("Its own record says so.").waitFor();
    await page.goto(`${explorer.origin}/document/PMID:7001`);
    await page.getByText("No other paper read so far speaks of it.").waitFor();
    await page.getByRole("link", { name: /^What \d+ other papers that count say of it$/u }).waitFor();
    // No paper that counts mentions stroke, so that it has no page.
    const names = (await said.locator("p.withheld-what a").allTextContents()).join();
    expect(names).toContain("Metformin");
    expect(names).not.toMatch(/stroke/iu);
    await page.locator(".document-notice").getByRole("link").first().click();
    await page.getByRole("link", { name: "PMID:7002" }).waitFor();
  });

  it("says so where the graph has no such paper", async () => {
    const page = await explorer.open("/document/PMID:1");
    await page.getByText("The graph has no such paper").waitFor();
  });

  const addresses = [`${denial}?mention=34-43-Chemical`, "/document/PMID:9008", "/document/PMID:1"];
  for (const colorScheme of ["light", "dark"] as const) {
    it.each(addresses)(`keeps to WCAG AA at %s, ${colorScheme}`, async (address) => {
      const page = await explorer.open(address, { colorScheme });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await page.locator(".mention-chosen").count()).toBe(address.includes("mention") ? 1 : 0);
      expect(await breaches(page)).toEqual([]);
    });
  }

  it("fits a narrow telephone, and breaks no rule of the policy of content", async () => {
    for (const address of addresses) {
      const page = await explorer.open(address, { viewport: { width: 360, height: 640 } });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    }
    expect(explorer.errors).toEqual([]);
  });
});
