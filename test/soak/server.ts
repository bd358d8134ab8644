import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "..", "..");
const program = join(root, "dist", "cli", "main.js");

export interface Server {
  readonly pid: number;
  readonly origin: string;
  /** Whether it has ended by itself. */
  ended(): boolean;
  /** Asks it to end. @returns its exit code, null when a signal ended it, and how long it took in s */
  stop(): Promise<{ readonly exitCode: number | null; readonly seconds: number }>;
}

/** Runs a command of the built program. @returns what it wrote @throws Error with what it said when it fails */
export async function litweave(args: readonly string[]): Promise<string> {
  checkBuilt();
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: root,
    maxBuffer: 2 ** 26,
  });
  return stdout;
}

/** The built `litweave serve`, as users start it; what it says goes to a file. */
export async function startServer(store: string, log: string): Promise<Server> {
  checkBuilt();
  const child = spawn(process.execPath, [program, "serve", "--store", store, "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  let said = "";
  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes: Buffer) => {
        file.write(bytes);
        if (said.length > 10_000) return;
        said += bytes.toString();
        const url = /serves .* at (http:\S+)/u.exec(said)?.[1];
        if (url !== undefined) resolve(new URL(url).origin);
      });
    }
    child.once("exit", () => reject(new Error(`the server did not start:\n${said}`)));
  });
  return {
    pid: child.pid!,
    origin,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      const from = performance.now();
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, "exit");
        child.kill("SIGTERM");
        await exit;
      }
      file.end();
      return { exitCode: child.exitCode, seconds: (performance.now() - from) / 1000 };
    },
  };
}

function checkBuilt(): void {
  if (!existsSync(program)) throw new Error("the built program is what is run here: npm run build first");
}
