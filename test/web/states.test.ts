import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patient } from "./explorer.js";

let explorer: Explorer;

describe.skipIf(!hasBrowser)("the explorer, where things are missing,", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(async () => {});
  });
  afterAll(() => explorer?.close());

  it("says how to fill an empty graph", async () => {
    const page = await explorer.open("/");
    await page.getByText("The graph is empty").waitFor();
    expect(await page.locator("code").textContent()).toContain("litweave ingest");
    expect(await breaches(page)).toEqual([]);
  });

  it("says that the server is gone, and goes on when it is back", async () => {
    const page = await explorer.open("/");
    await page.getByText("The graph is empty").waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.goto(`${explorer.origin}/concept/MESH:D008687`);
    await page.getByText("The server does not answer").waitFor();
    expect(await breaches(page)).toEqual([]);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("The server does not answer").waitFor();
    await page.unroute("**/graphql");
    // Nobody presses anything.
    await page.getByText("The graph has no such concept").waitFor();
  });

  it("shows the server's own words where it refuses, with its code", async () => {
    const page = await explorer.open("/concept/nonsense");
    await page.getByText("BAD_INPUT").waitFor();
    expect(await page.getByRole("status").first().textContent()).toMatch(/nonsense/u);
  });

  it("says that a page's code could not be had", async () => {
    const page = await explorer.open("/");
    await page.getByText("The graph is empty").waitFor();
    await page.route("**/assets/graph-*.js", (route) => route.abort());
    await page.getByRole("link", { name: "Graph" }).click();
    await page.getByText("This page could not be loaded").waitFor();
  });
});
