import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tokenAlgorithms } from "../api/access/algorithms.js";
import { defaultAnswersMib, defaultLimits } from "../api/limits/defaults.js";
import { metricsReaders } from "../api/observe/metrics-readers.js";
import { roleNames } from "../api/roles.js";
import { usualLinkThreads } from "../pipeline/usual-link-threads.js";
import { queueSettings } from "./queue-settings.js";
import {
  choice,
  count,
  type Environment,
  list,
  origins,
  parseChoice,
  place,
  port,
  probability,
  type Setting,
  secret,
  text,
  toggle,
  url,
  words,
} from "./setting.js";

const packageRoot = fileURLToPath(new URL("../../", import.meta.url));

export const mostThreads = 64;
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
  encoders: count(
    {
      means: "Encoders that read texts side by side, about 120 MB each.",
      flag: "--encoders",
      initial: undefined,
      shown: "one for each core, at most eight; one on a GPU",
      example: "4",
    },
    1,
    mostThreads,
  ),
  linkThreads: count(
    {
      means:
        "Threads that link names to concepts, up to 250 MB each; with 0 the event loop does it between other work.",
      flag: "--link-threads",
      initial: () => usualLinkThreads(),
      shown: "one for four cores",
      example: "2",
    },
    0,
    mostThreads,
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
  http: {
    allowedHosts: words(
      {
        means:
          "Names that clients may call the server by, besides those of this machine. Any name will do when the address is not this machine's own and none is given.",
        initial: [],
      },
      "host names",
    ),
    proxies: count(
      {
        means:
          "How many reverse proxies stand in front: so many addresses of `X-Forwarded-For` are believed.",
        initial: 0,
      },
      0,
      10,
    ),
    origins: origins({ means: "Sites whose pages may ask from a reader's browser (CORS).", initial: [] }),
    graphiql: toggle({ means: "Serves GraphiQL to browsers.", initial: true }),
    introspection: toggle({ means: "Answers what the schema is.", initial: true }),
    answersMib: count(
      {
        means: "Memory for answers that are given again while the graph is the same, in MiB; 0 keeps none.",
        initial: defaultAnswersMib,
      },
      0,
      65_536,
    ),
    metrics: choice(
      {
        means:
          "Who may read `/metrics`: whoever is `known` by a key or token or sits at this machine, `anyone`, or nobody.",
        initial: "known",
      },
      metricsReaders,
    ),
    audit: place(
      {
        means: "Keeps who had what written, as lines of JSON; `-` is standard output.",
        initial: undefined,
        shown: "not kept",
        example: "audit.jsonl",
      },
      "file",
    ),
  },
  documents: {
    from: place(
      {
        means:
          "Trusted documents: a folder of `.graphql` files, known by name and SHA-256, or a JSON file of texts by id.",
        initial: undefined,
        shown: "none",
        example: "queries",
      },
      "folder or file",
    ),
    only: toggle({
      means: "Answers trusted documents alone: those, and what the explorer and `litweave/client` ask.",
      initial: false,
    }),
  },
  access: {
    anonymous: list(
      {
        means: "Roles of whoever sends neither key nor token; `[]` lets nobody in.",
        initial: undefined,
        shown:
          "`[read]`; every role where only this machine reaches the server and nothing of `access` is set",
        example: "[read]",
      },
      `roles, of ${roleNames.join(", ")}`,
      (given, name) => parseChoice(roleNames, given, name),
    ),
    keys: place(
      {
        means: "File of API keys, which `litweave key` writes.",
        initial: undefined,
        shown: "none",
        example: "keys.json",
      },
      "file",
    ),
    tokens: {
      issuer: text({
        means: "Who issues tokens (JWT): their claim `iss`. Tokens are taken when this is set.",
        initial: undefined,
        shown: "none",
        example: "https://login.example.org/",
      }),
      audience: text({ means: "Their claim `aud`.", initial: "litweave" }),
      jwksUrl: url({
        means: "Where the issuer publishes its keys (JWKS). Give this or `keyFile`.",
        initial: undefined,
        shown: "none",
        example: "https://login.example.org/.well-known/jwks.json",
      }),
      keyFile: place(
        {
          means: "The issuer's public key in PEM, or its keys in JSON (JWK, JWKS).",
          initial: undefined,
          shown: "none",
          example: "issuer.pem",
        },
        "file",
      ),
      algorithms: list(
        { means: "Algorithms of signatures that are taken.", initial: ["RS256", "PS256", "ES256", "EdDSA"] },
        `of ${tokenAlgorithms.join(", ")}`,
        (given, name) => parseChoice(tokenAlgorithms, given, name),
      ),
      rolesClaim: text({
        means: "The claim that holds a client's roles, as a list or words; dots lead into objects.",
        initial: "roles",
      }),
    },
  },
  limits: {
    tokens: count({ means: "Lexical tokens of a query.", initial: defaultLimits.tokens }, 10, 1_000_000),
    depth: count({ means: "Levels of fields within fields.", initial: defaultLimits.depth }, 1, 1_000),
    aliases: count({ means: "Aliases in a query.", initial: defaultLimits.aliases }, 0, 10_000),
    rootFields: count(
      { means: "Fields at the root of a query.", initial: defaultLimits.rootFields },
      1,
      10_000,
    ),
    fields: count(
      { means: "Fields of a query, as they are written.", initial: defaultLimits.fields },
      1,
      100_000,
    ),
    directives: count({ means: "Directives in a query.", initial: defaultLimits.directives }, 0, 10_000),
    cost: count(
      {
        means: "Objects that an answer may hold, counting every list at the size asked for.",
        initial: defaultLimits.cost,
      },
      1,
      1e9,
    ),
    values: count({ means: "Values in the variables of a query.", initial: defaultLimits.values }, 1, 1e7),
    bodyBytes: count({ means: "Bytes of a request's body.", initial: defaultLimits.bodyBytes }, 1_000, 1e9),
    timeoutMs: count(
      {
        means: "What the answer to a request may take; what the database does for it is then broken off.",
        initial: defaultLimits.timeoutMs,
      },
      1,
      1e9,
    ),
    concurrent: count(
      {
        means: "Requests that are answered at once; what comes on top is refused.",
        initial: defaultLimits.concurrent,
      },
      1,
      1e6,
    ),
    subscriptions: count(
      { means: "Subscriptions that are open at once.", initial: defaultLimits.subscriptions },
      0,
      1e6,
    ),
    transfers: count(
      {
        means: "Exports and uploads that are under way at once, of one client a quarter of them.",
        initial: defaultLimits.transfers,
      },
      1,
      1e6,
    ),
    uploadMs: count(
      { means: "What a file for `/ingest` may take to come.", initial: defaultLimits.uploadMs },
      1,
      1e9,
    ),
    rate: count(
      {
        means: "Objects that a client may ask for in a minute; 0 for no limit.",
        initial: defaultLimits.rate,
      },
      0,
      1e12,
    ),
  },
  traces: {
    endpoint: url({
      means: "Where OpenTelemetry traces are sent, by OTLP over HTTP; `/v1/traces` is added.",
      env: "OTEL_EXPORTER_OTLP_ENDPOINT",
      initial: undefined,
      shown: "nowhere",
      example: "http://localhost:4318",
    }),
  },
  queue: queueSettings,
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
