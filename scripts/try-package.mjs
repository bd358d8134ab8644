// Packs Litweave, installs the package into an empty folder and uses it as a stranger would: command line, server,
// library and client. Nothing but the registry is reached for, and that only for the packages that it depends on.
//
//     npm run build && node scripts/try-package.mjs

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "litweave-package-"));
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("LITWEAVE_") && !name.startsWith("npm_")),
);
const inFolder = (command, ...args) =>
  run(command, args, { cwd: folder, env: environment, maxBuffer: 2 ** 26 });
const startedAt = performance.now();
const tell = (text) => console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s  ${text}`);

async function step(text, work) {
  const result = await work();
  tell(text);
  return result;
}

async function serving(work) {
  const bin = join(folder, "node_modules/.bin/litweave");
  const server = spawn(bin, ["serve", "--store", "graph", "--port", "0"], { cwd: folder, env: environment });
  const exited = once(server, "exit");
  try {
    let printed = "";
    server.stdout.setEncoding("utf8");
    for await (const text of server.stdout) {
      printed += text;
      const url = /http:\S+/u.exec(printed)?.[0];
      if (url !== undefined) {
        await work(url);
        break;
      }
    }
  } finally {
    server.kill("SIGTERM");
  }
  const [code] = await exited;
  assert.equal(code, 0, "the server ends in order");
}

try {
  const archive = await step("packed", async () => {
    await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    return `litweave-${version}.tgz`;
  });
  await step("installed into an empty folder", async () => {
    await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    // As the README says: else the binding's install script looks for CUDA libraries elsewhere.
    await writeFile(join(folder, ".npmrc"), "onnxruntime-node-install=skip\n");
    await inFolder("npm", "install", `./${archive}`, "--no-audit", "--no-fund");
  });
  await step("ingested", async () => {
    await cp(join(folder, "node_modules/litweave/samples"), join(folder, "samples"), { recursive: true });
    const { stdout } = await inFolder(
      "npx",
      "--no-install",
      "litweave",
      "ingest",
      "samples/example.jsonl",
      "--store",
      "graph",
      "--json",
    );
    const report = JSON.parse(stdout.trim().split("\n").at(-1));
    assert.ok(report.written > 0 && report.failed === 0, stdout);
  });
  await step("served, and asked by the client", () =>
    serving(async (url) => {
      await writeFile(
        join(folder, "ask.mjs"),
        `import { createClient } from "litweave/client";
import { openStore } from "litweave";
const { stats } = await createClient({ url: process.argv[2] }).request("{ stats { documents } }");
const store = await openStore("second");
await store.close();
console.log(stats.documents);
`,
      );
      const { stdout } = await inFolder("node", "ask.mjs", url);
      assert.ok(Number(stdout) > 0, stdout);
      const page = await fetch(new URL("/health", url));
      assert.deepEqual(await page.json(), { status: "ok" });
    }),
  );
  await step("typed", async () => {
    await writeFile(
      join(folder, "typed.ts"),
      `import { createClient, searchConcepts } from "litweave/client";
import type { Document } from "litweave";
for await (const { name } of searchConcepts(createClient({ url: "" }), { text: "x" })) name satisfies string;
export const id = (document: Document): string => document.id;
`,
    );
    const options = [
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--skipLibCheck",
      "typed.ts",
    ];
    await inFolder("node", join(root, "node_modules/typescript/bin/tsc"), ...options);
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
