/**
 * Writes docs/licences.md: what the package brings to those who install it, by `license-checker-rseidelsohn` over node_modules,
 * and how the tools of development are licensed. Ends with 1 at a licence that packaging/supply-chain.json does not name.
 * `npm run licences`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { init } from "license-checker-rseidelsohn";

const root = new URL("..", import.meta.url).pathname;
const read = (path) => JSON.parse(readFileSync(`${root}${path}`, "utf8"));
const rules = read("packaging/supply-chain.json");
const own = `${read("package.json").name}@${read("package.json").version}`;
const { packages } = read("package-lock.json");

const found = await promisify(init)({ start: root });
const all = Object.entries(found).filter(([name]) => name !== own);
const namesIn = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
/** The explorer's own, which are built into what is shipped. */
const built = [
  "preact",
  "@preact/signals",
  "@preact/signals-core",
  "cytoscape",
  "cytoscape-fcose",
  "cose-base",
  "layout-base",
];
const shippedNames = new Set([
  ...Object.entries(packages).flatMap(([path, one]) =>
    path === "" || one.dev ? [] : [`${namesIn(path)}@${one.version}`],
  ),
  ...Object.entries(packages).flatMap(([path, one]) =>
    built.includes(namesIn(path)) ? [`${namesIn(path)}@${one.version}`] : [],
  ),
]);
const isShipped = ([name]) => shippedNames.has(name);

const refused = all.filter(([name, { licenses }]) => {
  const allowed = isShipped([name]) ? rules.shipped : [...rules.shipped, ...rules.development];
  return ![licenses].flat().every((one) => allowed.includes(one));
});
for (const [name, { licenses }] of refused) console.error(`${name}: ${licenses} is not allowed`);
if (refused.length > 0) process.exit(1);

const counts = new Map();
for (const [, { licenses }] of all.filter((one) => !isShipped(one)))
  counts.set(String(licenses), (counts.get(String(licenses)) ?? 0) + 1);
const table = (head, rows) => [
  `| ${head.join(" | ")} |`,
  `|${" --- |".repeat(head.length)}`,
  ...rows.map((cells) => `| ${cells.join(" | ")} |`),
];
const linked = (name, { repository }) => (repository ? `[${name}](${repository})` : name);
const lines = [
  "# Licences",
  "",
  "Written by `npm run licences`, with `license-checker-rseidelsohn` over what is installed on one machine; binaries for other platforms",
  "are those of the same packages. `packaging/supply-chain.json` says which licences are allowed, and a test holds the whole lock to it.",
  "",
  "## What is shipped, or installed with it",
  "",
  "Data and models have licences of their own: see `NOTICE`.",
  "",
  ...table(
    ["package", "licence"],
    all.filter(isShipped).map(([name, one]) => [linked(name, one), one.licenses]),
  ),
  "",
  "## What development uses",
  "",
  "Nothing of these is in the package.",
  "",
  ...table(
    ["licence", "packages"],
    [...counts].sort(([, a], [, b]) => b - a),
  ),
  "",
];
writeFileSync(`${root}docs/licences.md`, lines.join("\n"));
console.log(`${all.length} packages, all allowed`);
