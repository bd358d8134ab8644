import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");

/** `test/x.test.ts` “name of a test in it” */
const named = [...page.matchAll(/`(test\/[\w/.-]+\.ts)` “([^”]+)”/gu)].map(([, file, name]) => ({
  file: file!,
  name: name!,
}));
const rows = page.split("\n").filter((line) => /^\| T\d+ \|/u.test(line));

describe("docs/security.md", () => {
  it("names tests", () => expect(named.length).toBeGreaterThan(20));

  it.each(named)("$file has “$name”", ({ file, name }) => {
    expect(existsSync(join(root, file))).toBe(true);
    expect(readFileSync(join(root, file), "utf8")).toContain(name);
  });

  it("gives each threat a test, or says that there is none", () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => !/`test\/[^`]+` “|not answered/u.test(row))).toEqual([]);
  });
});
