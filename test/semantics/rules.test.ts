import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const page = readFileSync(join(import.meta.dirname, "../../docs/graph-semantics.md"), "utf8");
const rules = [...page.matchAll(/^- \*\*(.+?)\*\*/gmu)].map(([, rule = ""]) => rule);

const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith(".ts") && file !== "rules.test.ts",
);
/** Names that are whole sentences, as rules are; others tell details. */
const tested = files.flatMap((file) => {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  const names = [...text.matchAll(/\b(?:it|describe)\(\s*["`]([A-Z][^"`]*?\.)(?:["`]| \()/gu)];
  return names.map(([, name = ""]) => name);
});

describe("the rules of the graph", () => {
  it("are read from the page", () => {
    expect(rules.length).toBeGreaterThan(20);
    expect(new Set(rules).size).toBe(rules.length);
  });

  it("have each a test of the same name", () => {
    expect(rules.filter((rule) => !tested.includes(rule))).toEqual([]);
  });

  it("are all that is tested under such a name", () => {
    expect(tested.filter((name) => !rules.includes(name))).toEqual([]);
  });
});
