import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isRunning } from "./lock.js";

/** A command that is at work on a store. */
export interface RunningCommand {
  readonly command: "update" | "watch" | "work";
  readonly process: number;
}

/** The commands whose locks lie in a state folder and whose processes live. */
export async function runningIn(stateFolder: string): Promise<readonly RunningCommand[]> {
  const names = await readdir(stateFolder).catch(() => []);
  const found: RunningCommand[] = [];
  for (const name of names.sort()) {
    const command = /^(update|watch|work)(?:-[0-9a-f]+)?\.lock$/u.exec(name)?.[1];
    if (command === undefined) continue;
    const process = Number(await readFile(join(stateFolder, name), "utf8").catch(() => ""));
    if (isRunning(process)) found.push({ command: command as RunningCommand["command"], process });
  }
  return found;
}
