import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/program.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { readConfig } from "../../src/config.js";
import { litweave } from "./running.js";

const program = buildProgram(readConfig({}), openTerminal(false), { exitCode: 0 });
const names = program.commands.map((command) => command.name());

describe("the command line", () => {
  it("has the commands of the design", () => {
    expect(names).toEqual([
      "ingest",
      "update",
      "watch",
      "enqueue",
      "work",
      "queue",
      "relink",
      "re-extract",
      "serve",
      "annotate",
      "link",
      "suggest",
      "export",
      "embed",
      "evaluate",
      "status",
      "terminology",
      "verify",
      "backup",
      "restore",
      "init",
      "key",
    ]);
  });

  it.each(names)("%s is explained with examples, and in the README", async (name) => {
    const help = await litweave(name, "--help");
    expect(help.exitCode).toBe(0);
    expect(help.printed).toMatch(/Examples:|Commands:/);
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    expect(readme).toContain(`litweave ${name}`);
  });

  it.each([
    [["ingest"], /missing required argument/],
    [["frobnicate"], /unknown command/],
    [["serve", "--port", "abc"], /--port is “abc”, which is no port/],
    [["link", "aspirin", "--category", "Drug"], /Allowed choices are Disease/],
    [["status", "--store", "mysql://localhost"], /names no store/],
  ])("%j is wrong usage", async (args, message) => {
    const run = await litweave(...args);
    expect(run.exitCode).toBe(2);
    expect(run.logged).toMatch(message);
  });

  it("says which file is not there, before anything is read", async () => {
    const run = await litweave("status", "--store", "no-such-folder", "--json");
    expect(run.exitCode).toBe(1);
    expect(run.json.at(-1)).toMatchObject({ error: { code: "NOT_FOUND" } });
  });
});
