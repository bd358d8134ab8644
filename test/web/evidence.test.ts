import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tripleOf } from "../../src/domain/triple.js";
import { writeExample } from "../api/example-graph.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;
const address = `/triple/${tripleOf("MESH:D008687", "treats", "MESH:D003924").key}`;

describe.skipIf(!hasBrowser)("the evidence of a statement", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(writeExample);
  });
  afterAll(() => explorer?.close());

  it("is reached from a search to a sentence by the keyboard alone", async () => {
    const page = await explorer.open("/");
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("metformin");
    await page.getByRole("option", { name: "Metformin" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Metformin" }).waitFor();
    const link = page.getByRole("link", { name: "Evidence that Metformin treats Diabetes Mellitus, Type 2" });
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press("Tab");
      if (await link.evaluate((element: { matches(selector: string): boolean }) => element.matches(":focus")))
        break;
    }
    await page.keyboard.press("Enter");
    await page.getByText("did not").waitFor();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("treats");
  });

  it("shows each paper's sentence with both mentions and the cue marked in ways of their own", async () => {
    const page = await explorer.open(address);
    await page.getByText("2 papers affirm it, 1 denies it (1998–2012).").waitFor();
    const denial = page.getByRole("list", { name: "Evidence" }).locator(":scope > li", { hasText: "Denies" });
    await denial.waitFor();
    const marks = await denial
      .locator("mark")
      .evaluateAll((found) => found.map((mark) => [mark.className, mark.textContent]));
    expect(marks).toEqual([
      ["mark-subject", "metformin"],
      ["mark-cue", "did not"],
      ["mark-object", "type 2 diabetes"],
    ]);
    const lines = await page.evaluate(
      `[...new Set([...document.querySelectorAll("mark")].map((mark) => getComputedStyle(mark).textDecorationStyle))].sort()`,
    );
    expect(lines).toEqual(["double", "solid", "wavy"]);
    expect(await denial.getByRole("link", { name: "PMID:9003" }).getAttribute("href")).toBe(
      "https://pubmed.ncbi.nlm.nih.gov/9003/",
    );
    expect(await denial.textContent()).toContain("Journal of Examples, 2012");
    await denial.getByText("How it counts").click();
    expect(await denial.textContent()).toContain("Reliability0.60");
  });

  it("says why the words were taken for these concepts", async () => {
    const page = await explorer.open(address);
    const first = page.getByRole("list", { name: "Evidence" }).locator(":scope > li").first();
    await first.getByText("Why these concepts").click();
    await first.getByText("“metformin” is a chemical mention").waitFor();
    const row = first.getByRole("row", { name: /chosen.*Metformin/u });
    expect(await row.textContent()).toContain("0.970.950.901.000.00");
  });

  it("can be narrowed to one side", async () => {
    const page = await explorer.open(address);
    const items = page.getByRole("list", { name: "Evidence" }).locator(":scope > li");
    await items.nth(2).waitFor();
    await page.getByRole("button", { name: "Against" }).click();
    await items.nth(1).waitFor({ state: "detached" });
    expect(await items.first().textContent()).toContain("Denies");
  });

  it("says so where the graph does not hold the statement", async () => {
    const page = await explorer.open(`/triple/t1_${"0".repeat(32)}`);
    await page.getByText("The graph does not hold this statement").waitFor();
    expect(await breaches(page)).toEqual([]);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`keeps to WCAG AA, opened and ${colorScheme}`, async () => {
      const page = await explorer.open(address, { colorScheme });
      await page.getByText("did not").waitFor();
      await page.getByText("How it counts").first().click();
      await page.getByText("Why these concepts").first().click();
      await page.getByRole("table").first().waitFor();
      expect(await breaches(page)).toEqual([]);
    });
  }

  it("fits a narrow telephone, and breaks no rule of the policy of content", async () => {
    const page = await explorer.open(address, { viewport: { width: 360, height: 640 } });
    await page.getByText("did not").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    expect(explorer.errors).toEqual([]);
  });
});
