import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** A disk of little room. */
export interface LimitedDisk {
  readonly folder: string;
  /** Words before a command that bring the limit, where it is not the disk's own. */
  readonly under: readonly string[];
  readonly kind: string;
  makeRoom(): void;
  end(): void;
}

/** A real small disk where the system lets us mount one; else one on which no file may grow beyond the room, which is what a quota does. */
export function limitedDisk(folder: string, roomKib: number): LimitedDisk {
  mkdirSync(folder, { recursive: true });
  const size = (kib: number) => `size=${kib}k`;
  if (spawnSync("mount", ["-t", "tmpfs", "-o", size(roomKib), "tmpfs", folder]).status === 0) {
    return {
      folder,
      under: [],
      kind: "a mounted disk",
      makeRoom: () => void execFileSync("mount", ["-o", `remount,${size(1024 * 1024)}`, folder]),
      end: () => void execFileSync("umount", ["-l", folder]),
    };
  }
  let full = true;
  return {
    folder,
    get under() {
      return full ? ["prlimit", `--fsize=${roomKib * 1024}`] : [];
    },
    kind: "a limit for each file (no disk can be mounted)",
    makeRoom: () => {
      full = false;
    },
    end: () => undefined,
  };
}
