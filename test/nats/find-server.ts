import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "server");
const ours = join(folder, "nats-server");
const module = "github.com/nats-io/nats-server/v2@v2.15.2";
const buildMs = 600_000;

/**
 * A `nats-server` 2.11 or newer: the one that `LITWEAVE_NATS_SERVER` names, one on the PATH, or one that Go builds once and that is
 * kept. Undefined, with a reason on the console, where there is none of these.
 */
export async function findNatsServer(): Promise<string | undefined> {
  const named = process.env.LITWEAVE_NATS_SERVER;
  for (const command of [...(named ? [named] : []), ...(existsSync(ours) ? [ours] : []), "nats-server"]) {
    if (await isNewEnough(command)) return command;
  }
  try {
    await run("go", ["version"]);
  } catch {
    console.warn("nats-server is not on the PATH, and cannot be built: there is no Go");
    return undefined;
  }
  const fresh = join(folder, `build-${process.pid}`);
  try {
    mkdirSync(fresh, { recursive: true });
    await run("go", ["install", module], { env: { ...process.env, GOBIN: fresh }, timeout: buildMs });
    // Whoever comes first wins; what has its final name is whole.
    if (!existsSync(ours)) renameSync(join(fresh, "nats-server"), ours);
    return ours;
  } catch (error) {
    console.warn(`nats-server cannot be built: ${(error as Error).message}`);
    return undefined;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function isNewEnough(command: string): Promise<boolean> {
  try {
    const { stdout } = await run(command, ["-v"]);
    const [, major, minor] = /v(\d+)\.(\d+)/u.exec(stdout) ?? [];
    return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 11);
  } catch {
    return false;
  }
}
