import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configurationPage } from "../../scripts/configuration-page.js";
import { buildProgram } from "../../src/cli/program.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { allSettings, variableOf } from "../../src/config/settings.js";
import { loadConfig, readConfig } from "../../src/config.js";
import { litweave } from "../cli/running.js";

const placed = allSettings();

describe("the table of settings", () => {
  it("is what docs/configuration.md says", () => {
    const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
    expect(page, "run `npx tsx scripts/configuration-page.ts`").toBe(configurationPage(page));
    expect(page).toContain("| `neo4j.user` |");
  });

  it("is what `litweave init` writes, and that is the defaults", async () => {
    const folder = mkdtempSync(join(tmpdir(), "litweave-init-"));
    const file = join(folder, "litweave.yaml");
    expect((await litweave("init", file)).exitCode).toBe(0);
    const written = readFileSync(file, "utf8");
    for (const { path } of placed) expect(written).toMatch(new RegExp(`^ *(# )?${path.at(-1)}: `, "mu"));
    // Its paths are those of its own folder.
    const store = join(folder, "graph");
    expect(loadConfig({}, file, folder)).toEqual({ ...readConfig({}), store });
    // What is commented out is right as well.
    const keys = placed.filter(({ setting }) => setting.example !== undefined).map(({ path }) => path.at(-1));
    const all = written.replaceAll(new RegExp(`^( *)# ((${keys.join("|")}): )`, "gmu"), "$1$2");
    writeFileSync(file, all);
    expect(loadConfig({}, file, folder).minScore).toBe(0.4);

    const again = await litweave("init", file);
    expect([again.exitCode, again.logged]).toEqual([2, expect.stringContaining("is there already")]);
    expect(readFileSync(file, "utf8")).toBe(all);
    expect((await litweave("init", file, "--force")).exitCode).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(written);
  });

  it("names a variable once, and flags that commands have", () => {
    expect(new Set(placed.map(variableOf)).size).toBe(placed.length);
    const program = buildProgram(readConfig({}), openTerminal(false), { exitCode: 0 });
    const flags = program.commands.flatMap((command) => command.options.map(({ long }) => long));
    for (const { setting } of placed) if (setting.flag) expect(flags).toContain(setting.flag);
  });
});
