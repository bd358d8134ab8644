import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../web/src");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  /\.tsx?$/u.test(file),
);

it("the explorer writes texts as texts: no file of it makes HTML or code out of a string", () => {
  expect(files.length).toBeGreaterThan(10);
  const raw =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySet|\beval\(|new Function|srcdoc/u;
  expect(files.filter((file) => raw.test(readFileSync(join(folder, file), "utf8")))).toEqual([]);
});
