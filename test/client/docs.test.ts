import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type RunningServer, startServer } from "../../src/api/server.js";
import * as client from "../../src/client/index.js";
import { type Example, openExample } from "../api/asking.js";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/clients.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "gu"))].map(([, text = ""]) => text);

const works = (command: string) =>
  run(command, ["--version"]).then(
    () => true,
    () => false,
  );
const [hasCurl, hasPython] = await Promise.all([works("curl"), works("python3")]);
if (!hasCurl) console.log("skipped: there is no curl");
if (!hasPython) console.log("skipped: there is no python3");

describe("docs/clients.md", () => {
  let example: Example;
  let server: RunningServer;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "litweave-clients-"));
    example = await openExample();
    server = await startServer({ store: example.store, log: () => {}, port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await example.close();
    rmSync(folder, { recursive: true });
  });
  const here = (text: string) => text.replaceAll("http://127.0.0.1:4000/graphql", server.url);

  it.skipIf(!hasCurl)("shows curl commands that are answered", async () => {
    const commands = blocks("sh").filter((text) => text.startsWith("curl"));
    expect(commands).toHaveLength(3);
    const answers = await Promise.all(
      commands.map(async (text) => JSON.parse((await run("sh", ["-c", here(text)])).stdout)),
    );
    expect(answers[0]).toMatchObject({ data: { stats: { triples: 7 } } });
    expect(answers[1].data.concepts.edges[0].node).toEqual({ id: "MESH:D008687", name: "Metformin" });
    expect(answers[2].data.triples.edges[0].node.evidence.edges[0].node.sentences[0].text).toMatch(
      /metformin/i,
    );
  });

  it("shows programs that run", async () => {
    const programs = blocks("ts");
    expect(programs).toHaveLength(2);
    const printed = vi.spyOn(console, "log").mockImplementation(() => {});
    try {
      for (const [at, text] of programs.entries()) {
        const path = join(folder, `program-${at}.ts`);
        const source = join(root, "src/client/index.ts");
        writeFileSync(path, here(text).replace('"litweave/client"', JSON.stringify(source)));
        await import(/* @vite-ignore */ pathToFileURL(path).href);
      }
      const lines = printed.mock.calls.map((words) => words.join(" "));
      expect(lines[0]).toBe("MESH:D008687 Metformin");
      expect(lines).toContainEqual(
        expect.stringMatching(/^Metformin treats Diabetes Mellitus, Type 2 0\.\d\d$/u),
      );
      expect(lines).toContainEqual(expect.stringMatching(/^PMID:\d+ affirmed .*[Mm]etformin/u));
      expect(lines.at(-2)).toBe("7");
      expect(lines.at(-1)).toMatch(/^BAD_INPUT /u);
    } finally {
      printed.mockRestore();
    }
  });

  it("lists the functions of the client", () => {
    const asking = ["createClient", "LitweaveRequestError", "TypedDocumentString"];
    const functions = Object.keys(client).filter(
      (name) => !/Document$|Doc$/.test(name) && !asking.includes(name),
    );
    expect(functions.length).toBeGreaterThan(4);
    for (const name of functions) expect(page).toContain(`| \`${name}(`);
  });

  it.skipIf(!hasPython)("shows a Python program that writes a table of evidence", async () => {
    const python = (url: string, ...args: readonly string[]) =>
      run("python3", [join(root, "docs/examples/evidence_table.py"), ...args], {
        env: { ...process.env, LITWEAVE_URL: url, LITWEAVE_TOKEN: "" },
      });
    const { stdout, stderr } = await python(server.url, "metformin");
    expect(stderr).toContain("Metformin (MESH:D008687)");
    const [head, ...rows] = stdout.trim().split(/\r?\n/u);
    expect(head).toBe("subject,predicate,object,belief,document,year,polarity,certainty,section,sentence");
    expect(rows.length).toBeGreaterThan(3);
    expect(stdout).toMatch(/Metformin,treats,"Diabetes Mellitus, Type 2",0\.\d+,PMID:\d+/u);
    await expect(python(server.url, "no such thing at all")).rejects.toMatchObject({
      stderr: expect.stringContaining("nothing in the graph is called"),
    });
    await expect(python("http://127.0.0.1:9/graphql")).rejects.toMatchObject({
      stderr: expect.stringContaining("no server answers"),
    });
    await expect(python(server.url.replace("graphql", "nowhere"))).rejects.toMatchObject({
      stderr: expect.stringContaining("NOT_FOUND"),
    });
  });
});
