import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findNatsServer } from "./find-server.js";

export interface RunningNats {
  readonly url: string;
  readonly pid: () => number | undefined;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again at the same port with what it had written. */
  restart(): Promise<void>;
  /** Ends it and drops its folder. */
  stop(): Promise<void>;
}

interface NatsOptions {
  /** Lines of its configuration besides address and JetStream. */
  readonly settings?: readonly string[];
}

const startMs = 30_000;

/** A real nats-server with JetStream on a free port. Undefined where there is none; the caller then says “skipped: no nats-server”. */
export async function startNats({ settings = [] }: NatsOptions = {}): Promise<RunningNats | undefined> {
  const command = await findNatsServer();
  if (command === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "litweave-nats-"));
  const port = await freePort();
  const config = join(folder, "nats.conf");
  writeFileSync(
    config,
    [
      'host: "127.0.0.1"',
      `port: ${port}`,
      `jetstream { store_dir: "${join(folder, "data")}", sync_interval: always }`,
      `log_file: "${join(folder, "log")}"`,
      ...settings,
    ].join("\n"),
  );
  let child = await launch(command, config, folder, port);
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    url: `nats://127.0.0.1:${port}`,
    pid: () => child.pid,
    kill: () => end("SIGKILL"),
    async restart() {
      child = await launch(command, config, folder, port);
    },
    async stop() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(command: string, config: string, folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(command, ["-c", config], { stdio: "ignore" });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const deadline = Date.now() + startMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(
        `nats-server did not start:\n${readFileSync(join(folder, "log"), "utf8").slice(-2_000)}`,
      );
    }
    await sleep(50);
  }
  return child;
}

/** JetStream is up when the server greets. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "data", { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
