import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { buildProgram } from "../../src/cli/program.js";
import { openTerminal } from "../../src/cli/terminal.js";
import { allSettings } from "../../src/config/settings.js";
import { readConfig } from "../../src/config.js";

const page = readFileSync(new URL("../../docs/scale-out.md", import.meta.url), "utf8");
const program = buildProgram(readConfig({}), openTerminal(false), { exitCode: 0 });
const lines = [...page.matchAll(/^litweave (.*?)(?: {2,}#.*)?$/gmu)].map(([, words]) => words ?? "");

function find(within: Command, name: string | undefined): Command | undefined {
  return within.commands.find((command) => command.name() === name);
}

describe("docs/scale-out.md", () => {
  it("has commands", () => expect(lines.length).toBeGreaterThan(6));

  it.each(lines)("litweave %s is a command with these flags", (line) => {
    const words = line.split(" ");
    const first = find(program, words[0]);
    const command = (first && find(first, words[1])) ?? first;
    const known = command?.options.map(({ long }) => long);
    for (const flag of words.filter((word) => word.startsWith("--"))) expect(known).toContain(flag);
    expect(command).toBeDefined();
  });

  it("names settings that there are", () => {
    const keys = allSettings().flatMap(({ path, setting }) =>
      setting.secret ? [`${path.join(".")}File`, path.join(".")] : [path.join(".")],
    );
    const named = [...page.matchAll(/`(queue\.[a-zA-Z]+)/gu)].map(([, key]) => key);
    expect(named.length).toBeGreaterThan(5);
    for (const key of named) expect(keys).toContain(key);
  });
});
