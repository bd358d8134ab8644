import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export const jointFolder = join(import.meta.dirname, "..", "..", "models", "joint");
export const namesFolder = join(import.meta.dirname, "..", "..", "models", "names");
export const tinyModels = join(import.meta.dirname, "..", "fixtures", "tiny-models");

interface Change {
  /** The manifest as it shall be. */
  readonly manifest?: (manifest: Record<string, unknown>) => void;
  /** Files that shall be missing. */
  readonly without?: readonly string[];
  /** Files to be written anew, from their bytes. */
  readonly rewrite?: Readonly<Record<string, (bytes: Buffer) => Buffer>>;
}

/** A copy of a model folder with something wrong with it, gone when the test ends. */
export function damagedCopy(folder: string, { manifest, without = [], rewrite = {} }: Change): string {
  const copy = mkdtempSync(join(tmpdir(), "litweave-model-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  const value = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Record<string, unknown>;
  for (const file of Object.keys(value.files as object)) {
    if (without.includes(file)) continue;
    const change = rewrite[file];
    if (change === undefined) symlinkSync(join(folder, file), join(copy, file));
    else writeFileSync(join(copy, file), change(readFileSync(join(folder, file))));
  }
  if (manifest === undefined) copyFileSync(join(folder, "manifest.json"), join(copy, "manifest.json"));
  else {
    manifest(value);
    writeFileSync(join(copy, "manifest.json"), JSON.stringify(value));
  }
  return copy;
}
