import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExample } from "../api/example-graph.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;

describe.skipIf(!hasBrowser)("the contradictions", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(writeExample);
  });
  afterAll(() => explorer?.close());

  it("list what papers contest, and lead to both sides", async () => {
    const page = await explorer.open("/contradictions");
    await page.getByText("1 statement that some papers affirm and others deny.").waitFor();
    await page
      .getByRole("link", { name: "Evidence that Metformin treats Diabetes Mellitus, Type 2" })
      .click();
    await page.getByRole("button", { name: "Against" }).click();
    await page.getByText("did not").waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`keep to WCAG AA, ${colorScheme}, and to a narrow telephone`, async () => {
      const page = await explorer.open("/contradictions", {
        colorScheme,
        viewport: { width: 360, height: 640 },
      });
      await page.getByRole("listitem").first().waitFor();
      expect(await breaches(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    });
  }
});
