import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExample } from "../api/example-graph.js";
import { paper } from "../store/world.js";
import { breaches } from "./axe.js";
import { type Explorer, hasBrowser, openExplorer, patienceMs, patient } from "./explorer.js";
import { hubIds, writeLargeGraph } from "./large-graph.js";

let explorer: Explorer;
const metformin = "/graph?of=MESH:D008687";

/** The drawing's own account of itself: Cytoscape keeps it on the element that it draws in. */
const drawn = "document.querySelector('.canvas-host')._cyreg.cy";

describe.skipIf(!hasBrowser)("the graph view", patient, () => {
  beforeAll(async () => {
    explorer = await openExplorer(async (store) => {
      await writeExample(store);
      await writeLargeGraph(store);
      const about = { subject: "aspirin", object: "stroke" } as const;
      await store.write([
        paper({
          id: "PMID:7001",
          claims: [
            { ...about, predicate: "causes" },
            { ...about, predicate: "affects" },
            { subject: "stroke", predicate: "affects", object: "aspirin" },
          ],
        }),
        paper({ id: "PMID:7002", claims: [{ ...about, predicate: "causes", polarity: "negated" }] }),
      ]);
    });
  });
  afterAll(() => explorer?.close());

  async function open(address: string, options = {}): Promise<Page> {
    const page = await explorer.open(address, options);
    await page.getByText(/\d+ concepts?, \d+ statements?/u).waitFor();
    if (!address.includes("as=list"))
      await until(page, `document.querySelector('.canvas-host')?._cyreg?.cy.$(".labelled").length > 0`);
    return page;
  }

  it("begins with a concept that a reader adds", async () => {
    const page = await explorer.open("/graph");
    await page.getByText("Begin with a concept").waitFor();
    const example = page.getByText("Or see an example:").getByRole("link");
    expect(await example.getAttribute("href")).toMatch(/^\/graph\?of=\w+:\w+,\w+:\w+$/u);
    await page.getByRole("combobox", { name: "Add a concept" }).fill("metformin");
    await page.getByRole("option", { name: "Metformin" }).click();
    await page.getByText("3 concepts, 2 statements").waitFor();
    expect(new URL(page.url()).searchParams.get("of")).toBe("MESH:D008687");
  });

  it("grows by a double click, and by Enter, and goes back", async () => {
    const page = await open(metformin);
    const at = await page.evaluate<{ x: number; y: number }>(
      `(() => { const box = document.querySelector(".canvas-host").getBoundingClientRect();
        const { x, y } = ${drawn}.getElementById("MESH:D003924").renderedPosition();
        return { x: box.x + x, y: box.y + y }; })()`,
    );
    await page.mouse.dblclick(at.x, at.y);
    await page.getByText("4 concepts, 3 statements").waitFor();
    await page.goBack();
    await page.getByText("3 concepts, 2 statements").waitFor();
    await page.getByRole("application").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("complementary", { name: "Concept" }).waitFor();
    expect(await page.getByRole("heading", { level: 2 }).textContent()).toBe("Metformin");
    await page.keyboard.press("Enter");
    await page.getByText("Begin with a concept").waitFor();
  });

  it("shows an edge's evidence, contested edges dashed and wider the more believed", async () => {
    const page = await open(metformin);
    const edges = await page.evaluate(
      `${drawn}.edges().map((edge) => [edge.data("bundle").edges[0].predicate, edge.style("line-style"), Number.parseFloat(edge.style("width")) > 4, edge.style("label")])`,
    );
    expect(edges).toEqual([
      ["treats", "dashed", true, "✕1"],
      ["causes", "solid", false, ""],
    ]);
    await page.evaluate(`void ${drawn}.edges()[0].emit("tap")`);
    await page.getByRole("complementary", { name: "Evidence" }).getByText("did not").waitFor();
    const again = await explorer.open(page.url().slice(explorer.origin.length));
    await again.getByRole("complementary", { name: "Evidence" }).getByText("did not").waitFor();
  });

  it("draws the statements between two concepts as one line, which opens their list", async () => {
    const page = await open("/graph?of=MESH:D020521");
    await page.getByText("2 concepts, 3 statements").waitFor();
    const lines = await page.evaluate(
      `${drawn}.edges().map((edge) => [edge.style("label"), edge.style("line-style"), edge.style("source-arrow-shape"), edge.style("target-arrow-shape")])`,
    );
    expect(lines).toEqual([["≡3 ✕1", "dashed", "triangle", "triangle"]]);
    await page.evaluate(`void ${drawn}.edges()[0].emit("tap")`);
    const side = page.getByRole("complementary", { name: "Evidence" });
    await side.getByText("3 statements about the two").waitFor();
    expect(await breaches(page)).toEqual([]);
    await side.getByRole("button", { name: "Evidence that Aspirin causes Stroke" }).click();
    await side.getByText("1 paper affirms it, 1 denies it.").waitFor();
    expect(await page.evaluate(`${drawn}.edges(".chosen").length`)).toBe(1);
    const again = await explorer.open(page.url().slice(explorer.origin.length));
    await again.getByRole("button", { name: "All 3 statements about the two" }).click();
    await again.getByText("3 statements about the two, the most believed first").waitFor();
  });

  it("filters by predicate, belief, year and what papers say, all in the address", async () => {
    const page = await open(metformin);
    await page.getByRole("checkbox", { name: "causes" }).check();
    await page.getByText("2 concepts, 1 statement").waitFor();
    await page.getByRole("checkbox", { name: "causes" }).uncheck();
    await page.getByRole("slider").fill("0.5");
    await page.getByText("2 concepts, 1 statement").waitFor();
    expect(new URL(page.url()).searchParams.get("belief")).toBe("0.5");
    await page.getByRole("slider").fill("0");
    await page.getByLabel("From year").fill("2010");
    await page.getByLabel("From year").press("Tab");
    await page.getByText("2 concepts, 1 statement").waitFor();
    await page.getByLabel("From year").fill("");
    await page.getByLabel("What papers say").selectOption("contested");
    await page.getByText("2 concepts, 1 statement").waitFor();
    await page.getByRole("slider").fill("0.95");
    await page.getByText("No statement passes the filters").waitFor();
  });

  it("hides and pins a concept, and keeps both in the address", async () => {
    const page = await open(`${metformin}&node=MESH:D000140`);
    await page.getByRole("button", { name: "Pin", exact: true }).click();
    expect(new URL(page.url()).searchParams.get("pin")).toMatch(/^MESH:D000140@-?\d+@-?\d+$/u);
    await page.getByRole("button", { name: "Hide", exact: true }).click();
    await page.getByText("2 concepts, 1 statement").waitFor();
    await page.getByRole("button", { name: "Show 1 hidden" }).click();
    await page.getByText("3 concepts, 2 statements").waitFor();
  });

  it("has a list of the same statements", async () => {
    const page = await open(`${metformin}&as=list`);
    await page.getByRole("button", { name: /Evidence that Metformin treats/u }).click();
    await page.getByRole("complementary", { name: "Evidence" }).getByText("did not").waitFor();
    await page.getByRole("button", { name: "Open Diabetes Mellitus, Type 2" }).click();
    await page.getByText("4 concepts, 3 statements").waitFor();
  });

  it("stays readable with 500 concepts: no two labels overlap, and they are as large as ever", async () => {
    const page = await open(`/graph?most=100&of=${hubIds.join(",")}`);
    await page.getByText("505 concepts, 500 statements").waitFor();
    await until(
      page,
      `${drawn}.nodes().length === 505 && ${drawn}.$(".labelled").filter((node) => node.data("node").opened).length === 5`,
    );
    const measure = `(() => { const cy = ${drawn};
      const shown = cy.$(".labelled");
      const boxes = shown.map((node) => node.renderedBoundingBox({ includeNodes: false, includeEdges: false, includeLabels: true, includeUnderlays: false }));
      let overlaps = 0;
      for (const [index, a] of boxes.entries()) for (const b of boxes.slice(index + 1))
        if (a.x1 + 2 < b.x2 && b.x1 + 2 < a.x2 && a.y1 + 2 < b.y2 && b.y1 + 2 < a.y2) overlaps++;
      const sizes = shown.map((node) => Number.parseFloat(node.style("font-size")) * cy.zoom());
      const hubs = shown.filter((node) => node.data("node").opened).length;
      return { labels: shown.length, overlaps, smallest: Math.min(...sizes), hubs }; })()`;
    const far = await page.evaluate<{ labels: number; overlaps: number; smallest: number; hubs: number }>(
      measure,
    );
    expect(far).toMatchObject({ overlaps: 0, hubs: 5 });
    expect(far.smallest).toBeGreaterThan(11.9);
    expect(far.labels).toBeLessThan(300);
    await page.evaluate(
      `void ${drawn}.zoom({ level: ${drawn}.zoom() * 3, renderedPosition: { x: 300, y: 300 } })`,
    );
    await until(page, `${drawn}.$(".labelled").length > ${far.labels}`);
    expect(await page.evaluate(measure)).toMatchObject({ overlaps: 0 });
  });

  it.each([
    ["PNG", (bytes: Buffer) => bytes.subarray(1, 4).toString() === "PNG" && bytes.length > 2_000],
    ["SVG", (bytes: Buffer) => />Metformin<\/text>\n(.*\n)*<\/svg>/u.test(bytes.toString())],
    ["CSV", (bytes: Buffer) => bytes.toString().split("\r\n").length === 4],
    ["GraphML", (bytes: Buffer) => bytes.toString().split("<edge ").length === 3],
  ] as const)("gives the view away as %s", async (kind, fits) => {
    const page = await open(metformin);
    await page.getByText("Export").click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: kind, exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`litweave.${kind.toLowerCase()}`);
    expect(fits(await readFile((await file.path())!))).toBe(true);
  });

  it("closes the ways to export by Escape and by a click elsewhere", async () => {
    const page = await open(metformin);
    const png = page.getByRole("button", { name: "PNG" });
    await page.getByText("Export").click();
    await png.focus();
    await page.keyboard.press("Escape");
    expect(await png.isVisible()).toBe(false);
    expect(await page.locator(":focus").textContent()).toBe("Export");
    await page.getByText("Export").click();
    await png.waitFor();
    await page.getByText("3 concepts, 2 statements").click();
    expect(await png.isVisible()).toBe(false);
  });

  it("looks the same wherever an address is opened", async () => {
    const places = `${drawn}.nodes().map((node) => [node.id(), Math.round(node.position("x")), Math.round(node.position("y"))])`;
    const address = `/graph?of=MESH:D003924,MESH:D001241`;
    const first = await (await open(address)).evaluate<readonly [string, number, number][]>(places);
    expect(new Set(first.map(([, x, y]) => `${x} ${y}`)).size).toBe(first.length);
    expect(first.length).toBeGreaterThan(4);
    expect(await (await open(address)).evaluate(places)).toEqual(first);
  });

  it("says so where the graph has no such concept", async () => {
    const page = await explorer.open("/graph?of=MESH:D000000");
    await page.getByText("The graph has no MESH:D000000").waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it.each(["", "&as=list", "&node=MESH:D003924"])(
      `keeps to WCAG AA at “%s”, ${colorScheme}`,
      async (more) => {
        const page = await open(metformin + more, { colorScheme });
        expect(await breaches(page)).toEqual([]);
      },
    );
  }

  it("fits a narrow telephone, and breaks no rule of the policy of content", async () => {
    for (const more of ["", "&as=list"]) {
      const page = await open(metformin + more, { viewport: { width: 360, height: 640 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    }
    expect(explorer.errors).toEqual([]);
  });
});

/** Waits by asking: the policy of content refuses what Playwright would evaluate in the page by itself. */
async function until(page: Page, condition: string): Promise<void> {
  await expect.poll(() => page.evaluate(`Boolean(${condition})`), { timeout: patienceMs }).toBe(true);
}
