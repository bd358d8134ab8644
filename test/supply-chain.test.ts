import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BreakingChangeType, buildSchema, findBreakingChanges } from "graphql";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: true;
  readonly hasInstallScript?: true;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const rules = JSON.parse(read("packaging/supply-chain.json")) as {
  readonly installScripts: Readonly<Record<string, string>>;
  readonly beyondOurNode: Readonly<Record<string, string>>;
  readonly withoutIntegrity: readonly string[];
  readonly shipped: readonly string[];
  readonly development: readonly string[];
};
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages).filter(([path]) => path !== "");
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Whether a package is where Node would look for it from another. */
function isThere(from: string, name: string): boolean {
  if (packages[`${from === "" ? "" : `${from}/`}node_modules/${name}`]) return true;
  const above = from.lastIndexOf("node_modules/");
  return above >= 0 && isThere(from.slice(0, above).replace(/\/$/u, ""), name);
}

/** The lowest version that a range lets in, `[major, minor]`. */
function lowest(range: string): readonly [number, number] {
  const versions = range.split("||").map((alternative) => {
    const [, major, minor] = /(\d+)(?:\.(\d+))?/u.exec(alternative) ?? [];
    return [Number(major ?? 0), Number(minor ?? 0)] as const;
  });
  return versions.sort(([a, b], [c, d]) => a - c || b - d)[0]!;
}

describe("the lock", () => {
  it("has only what runs on the Node that package.json asks for, but for those that are named with why", () => {
    const ours = lowest((JSON.parse(read("package.json")) as Locked).engines?.node ?? "");
    expect(ours).toEqual([20, 19]);
    const newer = locked.filter(([, { engines }]) => {
      const [major, minor] = lowest(engines?.node ?? "*");
      return major > ours[0] || (major === ours[0] && minor > ours[1]);
    });
    expect(newer.map(([path]) => nameOf(path))).toEqual(Object.keys(rules.beyondOurNode));
  });

  it("holds everything that its packages ask for, on every platform, so that `npm ci` takes it", () => {
    const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isThere(from, name)),
    );
    expect(missing).toEqual([]);
    expect(locked.length).toBeGreaterThan(300);
  });

  it("knows the hash of every package but of tools for other platforms that are named", () => {
    const without = locked.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
    expect(without.map(([path]) => nameOf(path))).toEqual(rules.withoutIntegrity);
    expect(without.every(([, { dev }]) => dev)).toBe(true);
  });

  it("brings no install script but those that are named with what they are for", () => {
    const scripts = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    expect([...new Set(scripts)].sort()).toEqual(Object.keys(rules.installScripts).sort());
  });

  it("needs none of them to be run", () => {
    const { allowScripts } = JSON.parse(read("package.json")) as {
      allowScripts: Readonly<Record<string, boolean>>;
    };
    expect(Object.keys(allowScripts).sort()).toEqual(Object.keys(rules.installScripts).sort());
    expect(Object.values(allowScripts)).toEqual(Object.values(allowScripts).map(() => false));
  });

  it("brings no licence but those that are allowed, fewer for what is shipped", () => {
    const refused = locked.filter(([, { license = "", dev }]) => {
      const allowed = dev ? [...rules.shipped, ...rules.development] : rules.shipped;
      return !allowed.includes(license);
    });
    expect(refused.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([]);
  });
});

describe("docs/licences.md", () => {
  it("lists what is installed with the package, of whatever version it is", () => {
    const page = read("docs/licences.md");
    const shipped = locked.filter(([, { dev, os, cpu }]) => !(dev || os || cpu));
    expect(
      shipped
        .filter(([path, { version }]) => !page.includes(`[${nameOf(path)}@${version}]`))
        .map(([path]) => path),
    ).toEqual([]);
  });
});

describe("the workflows", () => {
  const folder = join(root, ".github/workflows");
  const files = readdirSync(folder);

  it.each(files)("%s takes every action by its commit, and no more rights than it needs", (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const actions = [...text.matchAll(/uses: (\S+)/gu)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/@[0-9a-f]{40}$/u);
    expect((parse(text) as { permissions: unknown }).permissions).toEqual({ contents: "read" });
  });

  it("publish with provenance, after the tests, with the list of parts", () => {
    const { jobs } = parse(readFileSync(join(folder, "release.yml"), "utf8")) as {
      jobs: {
        publish: { steps: readonly { run?: string }[]; permissions: Readonly<Record<string, string>> };
      };
    };
    const runs = jobs.publish.steps.map(({ run = "" }) => run);
    const at = (part: string) => runs.findIndex((run) => run.includes(part));
    expect(at(".ci/run")).toBeGreaterThan(0);
    expect(at("npm publish --provenance")).toBeGreaterThan(at(".ci/run"));
    expect(at("npm run --silent sbom")).toBeGreaterThan(0);
    expect(jobs.publish.permissions["id-token"]).toBe("write");
  });
});

describe("the schema", () => {
  const released = buildSchema(read("packaging/released-schema.graphql"));

  it("breaks no client of the last release", () => {
    expect(findBreakingChanges(released, buildSchema(read("schema.graphql")))).toEqual([]);
  });

  it("would be told if it did", () => {
    const without = buildSchema(read("schema.graphql").replace("  stats: Stats!", "  figures: Stats!"));
    expect(findBreakingChanges(released, without).map(({ type }) => type)).toContain(
      BreakingChangeType.FIELD_REMOVED,
    );
  });
});
