import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import { parseManifest } from "../domain/manifest.js";

/** A folder being made beside its place. */
export interface StagedFolder {
  readonly path: string;
  /** Puts it in its place; what stood there goes. */
  keep(): void;
  discard(): void;
}

/**
 * Makes a folder beside `place`, to be moved there when it is whole, so that whoever reads the old one meanwhile, or after an interruption,
 * finds it as it was.
 *
 * @throws LitweaveError `USAGE` when something else than a terminology stands at `place`
 */
export function stageFolder(place: string): StagedFolder {
  const target = resolve(place);
  refuseOther(target, place);
  const path = `${target}.${process.pid}.part`;
  mkdirSync(dirname(target), { recursive: true });
  clearAbandoned(target);
  mkdirSync(path);
  return {
    path,
    keep() {
      // A folder cannot be exchanged for another in one step. The two steps are next to each other; a power failure
      // between them leaves the old one whole under its second name.
      const before = `${target}.${process.pid}.before`;
      const isThere = existsSync(target);
      if (isThere) renameSync(target, before);
      try {
        renameSync(path, target);
      } catch (error) {
        if (isThere) renameSync(before, target);
        throw error;
      }
      rmSync(before, { recursive: true, force: true });
    },
    discard() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Removes what builds of the same folder left that were killed. */
function clearAbandoned(target: string): void {
  for (const name of readdirSync(dirname(target))) {
    const [, place, pid] = /^(.+)\.(\d+)\.part$/.exec(name) ?? [];
    if (place !== basename(target) || isAlive(Number(pid))) continue;
    rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function refuseOther(target: string, place: string): void {
  if (!existsSync(target)) return;
  const wrong = (cause?: unknown) =>
    new LitweaveError("USAGE", `${place} is there already and is no terminology`, {
      hint: "choose another folder for the terminology",
      ...(cause === undefined ? {} : { cause }),
    });
  try {
    if (readdirSync(target).length === 0) return;
    const path = join(target, "manifest.json");
    parseManifest(readFileSync(path, "utf8"), "terminology", path);
  } catch (cause) {
    throw wrong(cause);
  }
}
