import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asking, asking, type Example, openExample } from "./asking.js";

let example: Example;
let api: Asking["api"];
let folder: string;

beforeAll(async () => {
  example = await openExample();
  folder = await mkdtemp(join(tmpdir(), "litweave-explorer-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<title>Litweave</title>");
  await writeFile(join(folder, "assets", "index-abc.js"), "run();");
  await writeFile(join(folder, "assets", "index-abc.js.br"), brotliCompressSync("run();"));
  await writeFile(join(folder, "..", "secret.html"), "secret");
  ({ api } = asking(example.store, undefined, { explorer: folder }));
});
afterAll(async () => {
  await example.close();
  await rm(folder, { recursive: true });
  await rm(join(folder, "..", "secret.html"));
});

function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  return api.fetch(`http://localhost${path}`, { method, headers });
}

const browser = { accept: "text/html,application/xhtml+xml" };

describe("serving the explorer", () => {
  it("gives the page at / and at every path of its router, asked for anew each time", async () => {
    for (const path of ["/", "/concept/MESH:D008687", "/graph?of=MESH:D008687"]) {
      const response = await get(path, browser);
      expect([response.status, await response.text()]).toEqual([200, "<title>Litweave</title>"]);
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
  });

  it("lets the page run nothing but its own files", async () => {
    const policy = (await get("/", browser)).headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
  });

  it("keeps files with a hash for a year, packed where the browser takes it", async () => {
    const plain = await get("/assets/index-abc.js");
    expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "run();"]);
    const packed = await get("/assets/index-abc.js", { "accept-encoding": "gzip, br" });
    expect(packed.headers.get("content-encoding")).toBe("br");
    expect(Buffer.from(await packed.arrayBuffer())).toEqual(brotliCompressSync("run();"));
    expect(packed.headers.get("vary")).toBe("accept-encoding");
  });

  it("tells a program, and a page of yesterday's build, that a file is not there", async () => {
    for (const [path, headers] of [
      ["/concept/MESH:D008687", { accept: "application/json" }],
      ["/assets/index-old.js", browser],
      ["/assets/index-abc.js.br", {}],
      ["/%2e%2e/secret.html", {}],
      ["/..%2fsecret.html", {}],
    ] as const) {
      expect([path, (await get(path, headers)).status]).toEqual([path, 404]);
    }
  });

  it("leaves the API and the health alone", async () => {
    expect(await (await get("/graphql", browser)).text()).toContain("Welcome to Litweave");
    expect(await (await get("/health", browser)).json()).toEqual({ status: "ok" });
    expect((await get("/", browser, "POST")).status).not.toBe(200);
    expect(await (await get("/", browser, "HEAD")).text()).toBe("");
  });

  it("leads to the API where nothing was built", async () => {
    const { api: bare } = asking(example.store, undefined, { explorer: join(folder, "nothing") });
    const response = await bare.fetch("http://localhost/", { headers: browser, redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/graphql"]);
  });
});
