import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LitweaveError } from "./domain/errors.js";

/** All that the environment may say. Flags of the command line win over it, it wins over the defaults. */
export interface Config {
  /** `LITWEAVE_STORE`: folder (embedded) or `neo4j://`, `bolt://` URL. */
  readonly store: string;
  /** `LITWEAVE_PORT`: where `serve` listens. */
  readonly port: number;
  /** `LITWEAVE_HOST`: the address it binds; only this machine by default. */
  readonly host: string;
  /** `LITWEAVE_MODELS`: folder with `joint` and `names`. */
  readonly models: string;
  /** `LITWEAVE_TERMINOLOGY`: folder of the terminology to link to. */
  readonly terminology: string;
  /** `LITWEAVE_CACHE`: where built indexes are kept. */
  readonly cache: string;
  /** `LITWEAVE_STATE`: where `update` and `watch` remember what they did for a Neo4j store; an embedded one holds that itself. */
  readonly state: string;
  /** `LITWEAVE_DEVICE`: `auto` takes CUDA when it is there. */
  readonly device: "auto" | "cpu" | "cuda" | "webgpu";
  /** `LITWEAVE_PROVISIONAL`: `true` gives names that the terminology does not know provisional concepts. */
  readonly provisional: boolean;
  /** `LITWEAVE_MIN_SCORE`: the least probability of a relation; the models' own operating points when unset. */
  readonly minScore?: number;
  /** `NEO4J_USER` and `NEO4J_PASSWORD`; empty where the server asks for none. */
  readonly neo4j: { readonly user: string; readonly password: string };
  /** `NCBI_API_KEY` and `NCBI_EMAIL`, for E-utilities; empty when not given. */
  readonly ncbi: { readonly apiKey: string; readonly email: string };
}

const packageRoot = fileURLToPath(new URL("../", import.meta.url));
const devices = ["auto", "cpu", "cuda", "webgpu"] as const;

/**
 * The only reader of the environment.
 *
 * @throws LitweaveError `USAGE` naming the variable that does not fit
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    store: env.LITWEAVE_STORE || "graph",
    port: parsePort(env.LITWEAVE_PORT || "4000", "LITWEAVE_PORT"),
    host: env.LITWEAVE_HOST || "127.0.0.1",
    models: env.LITWEAVE_MODELS || join(packageRoot, "models"),
    terminology: env.LITWEAVE_TERMINOLOGY || join(packageRoot, "models", "terminology"),
    cache: env.LITWEAVE_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "litweave"),
    state: env.LITWEAVE_STATE || join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "litweave"),
    device: parseDevice(env.LITWEAVE_DEVICE || "auto", "LITWEAVE_DEVICE"),
    provisional: parseSwitch(env.LITWEAVE_PROVISIONAL || "false", "LITWEAVE_PROVISIONAL"),
    ...(env.LITWEAVE_MIN_SCORE && {
      minScore: parseProbability(env.LITWEAVE_MIN_SCORE, "LITWEAVE_MIN_SCORE"),
    }),
    neo4j: { user: env.NEO4J_USER ?? "neo4j", password: env.NEO4J_PASSWORD ?? "" },
    ncbi: { apiKey: env.NCBI_API_KEY?.trim() ?? "", email: env.NCBI_EMAIL?.trim() ?? "" },
  };
}

/** @throws LitweaveError `USAGE` when `text` is no port; `name` says where it came from */
export function parsePort(text: string, name: string): number {
  const port = Number(text);
  if (/^\d+$/u.test(text) && port <= 65_535) return port;
  throw new LitweaveError("USAGE", `${name} is “${text}”, which is no port`, { hint: "give 0 to 65535" });
}

/** @throws LitweaveError `USAGE` when `text` is no probability; `name` says where it came from */
export function parseProbability(text: string, name: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new LitweaveError("USAGE", `${name} is “${text}”, which is no probability`, {
    hint: "give a number from 0 to 1",
  });
}

function parseSwitch(text: string, name: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw new LitweaveError("USAGE", `${name} is “${text}”`, { hint: "give true or false" });
}

/** @throws LitweaveError `USAGE` when `text` is no device; `name` says where it came from */
export function parseDevice(text: string, name: string): Config["device"] {
  const device = devices.find((known) => known === text);
  if (device) return device;
  throw new LitweaveError("USAGE", `${name} is “${text}”`, { hint: `give one of ${devices.join(", ")}` });
}
