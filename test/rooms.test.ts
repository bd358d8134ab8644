import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** Which rooms a room may import from, besides itself. Rooms that are not here wire everything and are imported by none. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  read: ["domain"],
  write: ["domain"],
  segment: ["domain"],
  terminology: ["domain"],
  threads: ["domain"],
  encode: ["domain", "threads"],
  extract: ["domain"],
  link: ["domain"],
  assemble: ["domain"],
  store: ["domain"],
  evaluate: ["domain"],
  follow: ["domain"],
  queue: ["domain"],
  api: ["domain", "store"],
  client: [],
};
const wiring = ["pipeline", "cli", "config", "index"];

/** Outside packages that have a home; `neo4j-driver` and the rest stay behind a port. */
const homes: Readonly<Record<string, readonly string[]>> = {
  "neo4j-driver": ["store"],
  libsql: ["store"],
  "@nats-io/transport-node": ["queue"],
  "@nats-io/jetstream": ["queue"],
  "onnxruntime-node": ["encode"],
  piscina: ["threads"],
  koffi: ["link"],
  "@huggingface/tokenizers": ["encode"],
  "graphql-yoga": ["api"],
  "@graphql-yoga/plugin-persisted-operations": ["api"],
  "@opentelemetry/api": ["domain", "api"],
  "@opentelemetry/sdk-trace-node": ["cli"],
  "@opentelemetry/resources": ["cli"],
  "@opentelemetry/exporter-trace-otlp-http": ["cli"],
  jose: ["api"],
  "lru-cache": ["api"],
  "prom-client": ["api"],
  "rate-limiter-flexible": ["api"],
  saxes: ["read", "terminology"],
  commander: ["cli"],
  "csv-stringify": ["write"],
  n3: ["write"],
  "hyparquet-writer": ["write"],
  yaml: ["terminology", "config"],
};

const source = join(import.meta.dirname, "..", "src");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.split("\\").join("/"));

function roomOf(file: string): string {
  return (file.split("/")[0] ?? "").replace(/\.ts$/, "");
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(source, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].map((match) => match[1] ?? "");
}

/** Every import in `src` that the tables forbid, in words. */
function breaches(): readonly string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const room = roomOf(file);
      if (!specifier.startsWith(".")) {
        const home = Object.entries(homes).find(
          ([name]) => specifier === name || specifier.startsWith(`${name}/`),
        );
        return home && !home[1].includes(room)
          ? [`${file} imports ${specifier}, whose home is ${home[1].join(" or ")}`]
          : [];
      }
      const target = roomOf(
        posix.normalize(posix.join(posix.dirname(file), specifier)).replace(/\.js$/, ".ts"),
      );
      if (target === room) return [];
      if (wiring.includes(target) && !wiring.includes(room))
        return [`${file} imports the wiring (${target})`];
      const may = allowed[room];
      return may && !may.includes(target) ? [`${file} imports ${target}`] : [];
    }),
  );
}

describe("the rooms of src", () => {
  it("sees the sources", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(importsOf("domain/triple.ts")).toContain("node:crypto");
  });

  it("are all in the table", () => {
    const known = new Set([...Object.keys(allowed), ...wiring]);
    expect([...new Set(files.map(roomOf))].filter((room) => !known.has(room))).toEqual([]);
  });

  it("import only what the table allows", () => {
    expect(breaches()).toEqual([]);
  });

  it("give a client that browsers can load: it needs nothing but types, and graphql where it is handed a syntax tree", () => {
    const needed = files
      .filter((file) => roomOf(file) === "client")
      .flatMap((file) => [
        ...readFileSync(join(source, file), "utf8").matchAll(
          /^(?:import|export) (?!type ).*from "([^."][^"]*)"/gmu,
        ),
      ]);
    expect(needed.map(([, specifier]) => specifier)).toEqual([]);
  });

  it("keep every file that people write under 400 lines", () => {
    const written = files.filter((file) => !file.endsWith("/generated.ts"));
    const long = written.filter((file) => readFileSync(join(source, file), "utf8").split("\n").length > 400);
    expect(long.map((file) => relative(".", file))).toEqual([]);
  });
});
