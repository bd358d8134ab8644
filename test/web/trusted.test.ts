import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient, listTriples, readConcept, searchConcepts } from "../../src/client/index.js";
import { send, stats } from "../api/access/sending.js";
import { writeExample } from "../api/example-graph.js";
import { type Explorer, hasBrowser, openExplorer } from "./explorer.js";

let explorer: Explorer;

describe.skipIf(!hasBrowser)("a server that answers trusted documents alone", () => {
  beforeAll(async () => {
    explorer = await openExplorer(writeExample, () => ({
      options: { documents: { only: true }, introspection: false, graphiql: false },
    }));
  });
  afterAll(() => explorer?.close());

  it("refuses what anybody else asks", async () => {
    expect((await send(explorer.server.url, { query: stats })).code).toBe("FORBIDDEN");
  });

  it("answers the explorer, whatever its pages ask", async () => {
    const page = await explorer.open("/");
    const codes: string[] = [];
    page.on("response", async (response) => {
      if (new URL(response.url()).pathname === "/graphql") codes.push(await response.text().catch(() => ""));
    });
    await page.getByText("7 statements about 9 concepts, read in 7 papers").waitFor();
    await page.goto(`${explorer.origin}/concept/MESH:D008687`);
    await page.getByRole("heading", { level: 1, name: "Metformin" }).waitFor();
    await page.goto(`${explorer.origin}/contradictions`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.filter((text) => text.includes('"errors"'))).toEqual([]);
    expect(explorer.errors).toEqual([]);
  });

  it("answers the functions of the client", async () => {
    const client = createClient({ url: explorer.server.url });
    const found: string[] = [];
    for await (const { id } of searchConcepts(client, { text: "metformin" })) found.push(id);
    expect(found).toContain("MESH:D008687");
    expect(await readConcept(client, { id: "MESH:D008687" })).toMatchObject({ name: "Metformin" });
    const triples: unknown[] = [];
    for await (const triple of listTriples(client, {})) triples.push(triple);
    expect(triples).toHaveLength(7);
    await expect(client.request(stats)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("knows every operation that the explorer and the client are built of", async () => {
    const names = ["web/src/api/generated.ts", "src/client/generated.ts"].flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^\s*(?:query|mutation|subscription) (\w+)/gmu)].map(
        ([, name]) => name!,
      ),
    );
    const { ownDocuments } = await import("../../src/api/own-documents/generated.js");
    const known = ownDocuments.map((text) => /^\s*(?:query|mutation|subscription) (\w+)/mu.exec(text)?.[1]);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(known)).toEqual(new Set(names));
  });
});
