import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  choice,
  type Environment,
  place,
  port,
  probability,
  type Setting,
  secret,
  text,
  toggle,
} from "./setting.js";

const packageRoot = fileURLToPath(new URL("../../", import.meta.url));

export const devices = ["auto", "cpu", "cuda", "webgpu"] as const;

/** `XDG_CACHE_HOME` and its like, as the freedesktop.org specification has them. */
function xdg(env: Environment, variable: string, ...usual: readonly string[]): string {
  return join(env[variable] || join(homedir(), ...usual), "litweave");
}

/**
 * All that may be set, in the order in which the written file and docs/configuration.md show it. A group here is a
 * section of the file: `neo4j.user`.
 */
export const settings = {
  store: place(
    {
      means: "The graph: a folder (embedded store) or a `neo4j://`, `bolt://` URL.",
      flag: "--store",
      initial: "graph",
    },
    "folder or URL",
  ),
  host: text({
    means: "The address that `serve` binds. The usual one is reached from this machine alone.",
    flag: "--host",
    initial: "127.0.0.1",
  }),
  port: port({ means: "The port of `serve`; 0 takes a free one.", flag: "--port", initial: 4000 }),
  models: place({
    means: "Folder with the models `joint` and `names`.",
    flag: "--models",
    initial: join(packageRoot, "models"),
    shown: "those shipped",
    example: "/srv/litweave/models",
  }),
  terminology: place({
    means: "The terminology to link to.",
    flag: "--terminology",
    initial: join(packageRoot, "models", "terminology"),
    shown: "the one shipped",
    example: "/srv/litweave/my-umls",
  }),
  cache: place({
    means: "Where built indexes are kept.",
    flag: "--cache",
    initial: (env) => xdg(env, "XDG_CACHE_HOME", ".cache"),
    shown: "`~/.cache/litweave`",
    example: "~/.cache/litweave",
  }),
  state: place({
    means:
      "Where `update` and `watch` remember what they did for a Neo4j store; an embedded one holds that itself.",
    initial: (env) => xdg(env, "XDG_STATE_HOME", ".local", "state"),
    shown: "`~/.local/state/litweave`",
    example: "~/.local/state/litweave",
  }),
  device: choice(
    { means: "What runs the models; `auto` takes CUDA when it is there.", flag: "--device", initial: "auto" },
    devices,
  ),
  provisional: toggle({
    means: "Gives names that the terminology does not know provisional concepts.",
    flag: "--provisional",
    initial: false,
  }),
  minScore: probability({
    means: "The least probability of a relation.",
    flag: "--min-score",
    initial: undefined,
    shown: "the models' own operating points",
    example: "0.4",
  }),
  neo4j: {
    user: text({
      means: "Neo4j's user; empty where the server asks for none.",
      env: "NEO4J_USER",
      mayBeEmpty: true,
      initial: "neo4j",
    }),
    password: secret({ means: "Neo4j's password.", env: "NEO4J_PASSWORD", initial: "", example: "…" }),
  },
  ncbi: {
    apiKey: secret({
      means: "Key for NCBI's E-utilities, which `update --query` then asks more often.",
      env: "NCBI_API_KEY",
      initial: "",
      example: "…",
    }),
    email: text({
      means: "The address that E-utilities are told, as NCBI wishes.",
      env: "NCBI_EMAIL",
      initial: "",
      example: "me@example.org",
    }),
  },
};

type Values<T> = { readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : Values<T[K]> };

/** What is set, by key. */
export type Config = Values<typeof settings>;

/** A setting with its place: `["neo4j", "user"]`. */
export interface PlacedSetting {
  readonly path: readonly string[];
  readonly setting: Setting<unknown>;
}

export function isSetting(node: unknown): node is Setting<unknown> {
  return typeof (node as Setting<unknown>).parse === "function";
}

/** Every setting, in the order of the table. */
export function allSettings(
  table: object = settings,
  path: readonly string[] = [],
): readonly PlacedSetting[] {
  return Object.entries(table).flatMap(([key, node]) =>
    isSetting(node) ? [{ path: [...path, key], setting: node }] : allSettings(node, [...path, key]),
  );
}

/** `limits.bodyBytes` is `LITWEAVE_LIMITS_BODY_BYTES`. */
export function variableOf({ path, setting }: PlacedSetting): string {
  const words = path.map((key) => key.replace(/[A-Z]/gu, (capital) => `_${capital}`).toUpperCase());
  return setting.env ?? `LITWEAVE_${words.join("_")}`;
}
