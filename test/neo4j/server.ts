import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import neo4j from "neo4j-driver";
import { assembleServer, findJava } from "./assemble-server.js";

export interface RunningNeo4j {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Where Neo4j Browser is; undefined for a server that we did not start. */
  readonly browser?: string;
  /** Its process; undefined for a server that we did not start. */
  readonly pid?: number;
  /** How long `neo4j-admin` took, when it imported something. */
  readonly importMs?: number;
  readonly stop: () => Promise<void>;
}

const startMs = 300_000;
const opened = [
  "java.base/java.nio",
  "java.base/java.io",
  "java.base/sun.nio.ch",
  "java.base/java.util.concurrent",
];

/**
 * A real Neo4j: the one at `NEO4J_URI` (with `NEO4J_USER`, `NEO4J_PASSWORD`), or one of our own on free ports with an
 * empty store. Undefined where there is neither Java nor Maven; the caller then says “skipped: no Neo4j”.
 *
 * @param options.authentication asks for a user and a password, as servers do by default
 * @param options.brief for a run of a minute or two: starts and plans quickly at the price of top speed
 * @param options.home a folder that keeps the store when the server stops, or has one from before; never the server at `NEO4J_URI`
 * @param options.imports a folder with `import.args`, which `neo4j-admin` imports before the server starts; never into the server at `NEO4J_URI`
 * @param options.ports those that an earlier server on the same `home` had
 * @param options.settings further lines of `neo4j.conf`
 * @param options.memoryMib for graphs beyond those of tests
 */
export async function startNeo4j(
  options: {
    readonly authentication?: boolean;
    readonly brief?: boolean;
    readonly home?: string;
    readonly imports?: string;
    readonly ports?: { readonly bolt: number; readonly http: number };
    readonly settings?: readonly string[];
    readonly memoryMib?: { readonly heap: number; readonly pages: number };
  } = {},
): Promise<RunningNeo4j | undefined> {
  const { NEO4J_URI: url, NEO4J_USER: user = "neo4j", NEO4J_PASSWORD: password = "" } = process.env;
  const ours = options.home !== undefined || options.imports !== undefined;
  if (url && !ours) return { url, user, password, stop: async () => undefined };
  const java = await findJava();
  const libraries = java && (await assembleServer());
  if (!java || !libraries) return undefined;
  const home = options.home ?? mkdtempSync(join(tmpdir(), "litweave-neo4j-"));
  const { heap, pages } = options.memoryMib ?? { heap: 512, pages: 256 };
  const { bolt, http } = options.ports ?? (await freePorts());
  configure(home, { bolt, http, pages, ...options });
  const passing = options.home === undefined ? home : undefined;
  const from = performance.now();
  if (options.imports !== undefined) await importInto(home, java, libraries, options.imports);
  const importMs = performance.now() - from;
  const child = launch(java, libraries, home, heap, options.brief ?? false);
  const running: RunningNeo4j = {
    url: `bolt://127.0.0.1:${bolt}`,
    user: "neo4j",
    password: options.authentication ? "a-test-password" : "",
    browser: `http://127.0.0.1:${http}/browser/`,
    ...(child.pid !== undefined && { pid: child.pid }),
    ...(options.imports !== undefined && { importMs }),
    stop: () => end(child, passing),
  };
  try {
    await answering(running, child, home);
  } catch (error) {
    await end(child, passing);
    throw error;
  }
  return running;
}

async function freePorts(): Promise<{ readonly bolt: number; readonly http: number }> {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ports.push((server.address() as { port: number }).port);
  }
  for (const server of servers) server.close();
  return { bolt: ports[0]!, http: ports[1]! };
}

interface Settings {
  readonly bolt: number;
  readonly http: number;
  readonly pages: number;
  readonly authentication?: boolean;
  readonly brief?: boolean;
  readonly settings?: readonly string[];
}

function configure(home: string, settings: Settings): void {
  const { bolt, http, pages, authentication = false, brief = false, settings: more = [] } = settings;
  for (const folder of ["conf", "logs"]) mkdirSync(join(home, folder), { recursive: true });
  const lines = [
    "server.default_listen_address=127.0.0.1",
    `server.bolt.listen_address=:${bolt}`,
    `server.bolt.advertised_address=127.0.0.1:${bolt}`,
    `server.http.listen_address=:${http}`,
    "server.https.enabled=false",
    `dbms.security.auth_enabled=${authentication}`,
    "dbms.usage_report.enabled=false",
    `server.memory.pagecache.size=${pages}m`,
    "db.tx_log.rotation.retention_policy=keep_none",
    "db.tx_log.preallocate=false",
    // Stores of tests are emptied and filled again and again: plans need not follow every change of size.
    ...(brief ? ["dbms.cypher.min_replan_interval=1h"] : []),
    ...more,
  ];
  writeFileSync(join(home, "conf", "neo4j.conf"), `${lines.join("\n")}\n`);
}

/** What the script `neo4j-admin` does, with the same class from the same jars; run in the folder, as users do. */
async function importInto(home: string, java: string, libraries: string, folder: string): Promise<void> {
  symlinkSync(libraries, join(home, "lib"));
  const words = ["database", "import", "full", "neo4j", "@import.args", "--verbose"];
  try {
    await promisify(execFile)(
      java,
      ["-cp", join(libraries, "*"), "org.neo4j.server.startup.Neo4jAdminCommand", ...words],
      {
        cwd: folder,
        env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, "conf"), HEAP_SIZE: "1g" },
        maxBuffer: 2 ** 26,
      },
    );
  } catch (cause) {
    rmSync(home, { recursive: true, force: true });
    const { stdout = "", stderr = "" } = cause as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`neo4j-admin did not import:\n${stdout}\n${stderr}`, { cause });
  }
}

function launch(java: string, libraries: string, home: string, heap: number, brief: boolean): ChildProcess {
  const classes = [join(home, "plugins", "*"), join(home, "conf", "*"), join(libraries, "*")].join(":");
  const child = spawn(
    java,
    [
      `-Xmx${heap}m`,
      "-XX:+UseSerialGC",
      ...(brief ? ["-XX:TieredStopAtLevel=1"] : []),
      ...opened.flatMap((name) => ["--add-opens", `${name}=ALL-UNNAMED`]),
      "-cp",
      classes,
      "org.neo4j.server.CommunityEntryPoint",
      `--home-dir=${home}`,
      `--config-dir=${join(home, "conf")}`,
    ],
    { stdio: ["ignore", "ignore", "ignore"] },
  );
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  return child;
}

async function answering(server: RunningNeo4j, child: ChildProcess, home: string): Promise<void> {
  const deadline = Date.now() + startMs;
  const first = server.password === "" ? neo4j.auth.basic("", "") : neo4j.auth.basic("neo4j", "neo4j");
  const driver = neo4j.driver(server.url, first);
  try {
    for (;;) {
      try {
        // A fresh server wants its first password changed before anything else.
        if (server.password === "") await driver.verifyConnectivity();
        else await changePassword(driver, server.password);
        return;
      } catch (error) {
        if (child.exitCode !== null || Date.now() > deadline) throw failure(error, home);
        await sleep(250);
      }
    }
  } finally {
    await driver.close();
  }
}

async function changePassword(driver: ReturnType<typeof neo4j.driver>, password: string): Promise<void> {
  await driver.executeQuery(
    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password",
    { password },
    { database: "system" },
  );
}

function failure(cause: unknown, home: string): Error {
  let log = "";
  try {
    log = readFileSync(join(home, "logs", "neo4j.log"), "utf8").slice(-2_000);
  } catch {
    log = "(it wrote no log)";
  }
  return new Error(`Neo4j did not start:\n${log}`, { cause });
}

/** @param passing the folder that goes with the server */
async function end(child: ChildProcess, passing: string | undefined): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await ended;
    clearTimeout(force);
  }
  if (passing !== undefined) rmSync(passing, { recursive: true, force: true });
}
