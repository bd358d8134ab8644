import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExample } from "../api/example-graph.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;
const type2 = "/concept/MESH:D003924";

describe.skipIf(!hasBrowser)("the filters", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(writeExample);
  });
  afterAll(() => explorer?.close());

  /** The predicates offered, each with its count. */
  const offered = (page: Page) => page.locator(".choice").allTextContents();

  it("count what each choice would leave of a concept's statements, and stand in the address", async () => {
    const page = await explorer.open(type2);
    await page.getByText("Filter", { exact: true }).click();
    await page.locator(".choice-count").first().waitFor();
    expect(await offered(page)).toEqual([" treats1", " is associated with1"]);
    const category = page.getByLabel("Category of the other end");
    const options = await category.locator("option").allTextContents();
    expect(options.filter((option) => !option.endsWith("(0)"))).toEqual([
      "any category",
      "Chemical (1)",
      "Gene (1)",
    ]);
    await category.selectOption("Gene");
    await page.getByRole("region", { name: "treats" }).waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("category")).toBe("Gene");
    await page.getByLabel("What papers say").selectOption("denied");
    await page.getByText("No statement passes the filter").waitFor();
    const again = await explorer.open(page.url().slice(explorer.origin.length));
    await again.getByText("Filter (2 set)").waitFor();
    await again.getByRole("button", { name: "Clear the filter" }).click();
    await again.getByRole("region", { name: "treats" }).waitFor();
  });

  it("narrow contradictions and paths", async () => {
    const page = await explorer.open("/contradictions?predicates=treats");
    await page.getByText("1 statement that some papers affirm and others deny.").waitFor();
    await page.getByLabel("Category of the subject").selectOption("Gene");
    await page.getByText("No contradiction passes the filter").waitFor();
    await page.goto(`${explorer.origin}/paths?from=MESH:D014859&to=MESH:D009203&predicates=treats`);
    await page.getByText("No path of at most 3 steps joins the two").waitFor();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await page.locator(".path").first().waitFor();
    expect(new URL(page.url()).searchParams.get("to")).toBe("MESH:D009203");
  });

  it("count the statements of a graph's opened concepts", async () => {
    const page = await explorer.open("/graph?of=MESH:D008687");
    await page.locator(".choice-count").first().waitFor();
    expect(await offered(page)).toEqual([" treats1", " causes1"]);
    await page.getByRole("checkbox", { name: "causes" }).check();
    await page.getByText("2 concepts, 1 statement").waitFor();
    await page.getByLabel("Category of the neighbour").selectOption("Gene");
    await page.getByText("No statement passes the filters").waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`keep to WCAG AA, ${colorScheme}, and to a narrow telephone`, async () => {
      for (const address of [`${type2}?belief=0.1`, "/contradictions?belief=0.1"]) {
        const page = await explorer.open(address, { colorScheme, viewport: { width: 360, height: 640 } });
        await page.locator(".choice-count").first().waitFor();
        expect(await breaches(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      }
      expect(explorer.errors).toEqual([]);
    });
  }
});
