import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const docs = join(import.meta.dirname, "..", "..", "docs");

it("the guide to the explorer has pictures that are there, none of them large", () => {
  const text = readFileSync(join(docs, "explorer.md"), "utf8");
  const links = [...text.matchAll(/\]\(([^):#]+)[^)]*\)/gu)].map((found) => join(docs, found[1] ?? ""));
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
  expect(links.filter((link) => statSync(link).size >= 200_000)).toEqual([]);
});
