import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives the tests a temporary folder of their own, in which theirs are made, and removes it with all that they left. What outlives a
 * run, the shared index, stays where it was.
 */
export function setup(): () => void {
  process.env.LITWEAVE_TEST_SHELF = tmpdir();
  const folder = mkdtempSync(join(tmpdir(), "litweave-tests-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
