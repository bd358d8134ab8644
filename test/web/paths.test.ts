import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExample } from "../api/example-graph.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;
const address = "/paths?from=MESH:D014859&to=MESH:D009203";

describe.skipIf(!hasBrowser)("the paths between two concepts", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(writeExample);
  });
  afterAll(() => explorer?.close());

  it("are found from the two names, and read from their beginning to their end", async () => {
    const page = await explorer.open("/paths");
    await page.getByText("Choose where the path begins").waitFor();
    await page.getByRole("combobox", { name: "From" }).fill("warfarin");
    await page.getByRole("option", { name: "Warfarin" }).click();
    await page.getByRole("combobox", { name: "To" }).fill("myocardial");
    await page.getByRole("option", { name: "Myocardial Infarction" }).click();
    const path = page.getByRole("list", { name: "Paths" }).locator(":scope > li").first();
    await path.waitFor();
    const query = new URL(page.url()).searchParams;
    expect([query.get("from"), query.get("to")]).toEqual(["MESH:D014859", "MESH:D009203"]);
    const steps = await path.locator(".path-step").allTextContents();
    expect(
      steps.map((step) =>
        step
          .replaceAll(/[^\w ]/gu, "")
          .replaceAll(/ +/gu, " ")
          .trim(),
      ),
    ).toEqual([
      expect.stringMatching(/^Warfarin interacts with Aspirin/u),
      expect.stringMatching(/^Aspirin treats Myocardial Infarction/u),
    ]);
    await path.getByRole("link", { name: "Evidence that Aspirin treats Myocardial Infarction" }).click();
    await page.getByText("A daily dose of").waitFor();
  });

  it("turn round, keep their length in the address, and say so where there is none", async () => {
    const page = await explorer.open(address);
    await page.getByRole("button", { name: "Swap" }).click();
    await page
      .getByText("Myocardial Infarction is treated by", { exact: false })
      .first()
      .waitFor({ state: "attached" });
    await page.getByLabel("At most").selectOption("1");
    await page.getByText("No path of at most 1 step joins the two").waitFor();
    expect(new URL(page.url()).searchParams.get("length")).toBe("1");
    await page.goto(`${explorer.origin}/paths?from=MESH:D009203&to=MESH:D009203`);
    await page.getByText("The path would begin where it ends").waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`keep to WCAG AA, ${colorScheme}, and to a narrow telephone`, async () => {
      const page = await explorer.open(address, { colorScheme, viewport: { width: 360, height: 640 } });
      await page.locator(".path").first().waitFor();
      expect(await breaches(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      expect(explorer.errors).toEqual([]);
    });
  }
});
