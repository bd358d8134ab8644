import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey } from "../../src/api/access/api-key.js";
import { changeKeys } from "../../src/api/access/key-file.js";
import { writeExample } from "../api/example-graph.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

describe.skipIf(!hasBrowser)("the place for an API key", patient, () => {
  const { key, stored } = makeKey({ name: "reader", roles: ["read"] });
  let explorer: Explorer;
  beforeAll(async () => {
    explorer = await openExplorer(writeExample, (_, folder) => {
      const keys = join(folder, "keys.json");
      changeKeys(keys, () => [stored]);
      const access = { keys, anonymous: [], local: true, allowedHosts: [], proxies: 0 } as const;
      return { options: { access } };
    });
  });
  afterAll(() => explorer?.close());

  const addresses = [
    ["/", "What does the literature say?", "Metformin"],
    ["/concept/MESH:D008687", "Metformin", "Diabetes Mellitus, Type 2"],
    ["/document/PMID:9003", "A small trial in lean adults", "Denies"],
    ["/contradictions", "Where papers disagree", "Metformin"],
    ["/paths?from=MESH:D008687&to=MESH:D003924", "How are two things connected?", "Show as a graph"],
    ["/graph?of=MESH:D008687", "Graph", "3 concepts, 2 statements"],
  ] as const;

  it.each(addresses)(
    "stands at %s, once, and what was asked for comes with the key",
    async (address, title, shown) => {
      const page = await explorer.open(address);
      await page.getByLabel("API key").waitFor();
      expect(await page.getByText("This server answers only who it knows").count()).toBe(1);
      expect(await breaches(page)).toEqual([]);
      await page.getByLabel("API key").fill("expired");
      await page.keyboard.press("Enter");
      await page.getByText("UNAUTHENTICATED").waitFor();
      expect(await page.getByText("UNAUTHENTICATED").count()).toBe(1);
      await page.getByLabel("Another API key").fill(key);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await page.getByText(shown).first().waitFor();
      expect(await page.getByLabel(/API key/u).count()).toBe(0);
      expect(await page.evaluate("[sessionStorage.length, localStorage.length]")).toEqual([1, 0]);
    },
  );

  it("can be left without one, and says no more of it on a page that nothing was refused on", async () => {
    const page = await explorer.open("/contradictions");
    await page.getByLabel("API key").fill("expired");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Go on without a key" }).click();
    await page.getByText("This server answers only who it knows").waitFor();
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
    await page.getByRole("link", { name: "Read a text" }).click();
    await page.getByRole("heading", { level: 1, name: "Read a text" }).waitFor();
    expect(await page.getByText("This server answers only who it knows").count()).toBe(0);
  });
});
