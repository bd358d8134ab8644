import { setImmediate } from "node:timers/promises";
import { conceptFiles, readConceptFile, type TerminologyManifest } from "./terminology-files.js";
import {
  addToIndex,
  type FormsOf,
  finishIndex,
  growingIndex,
  type TerminologyIndex,
} from "./terminology-index.js";

/** Concepts read so far, of how many; the total is the manifest's word. */
export type BuildProgress = (done: number, total: number) => void;

/**
 * Reads all files of a terminology, in the manifest's order, into an index. The event loop stays free in between.
 *
 * @param whenNamed see {@link finishIndex}
 */
export async function buildIndex(
  folder: string,
  manifest: TerminologyManifest,
  progress: BuildProgress,
  whenNamed: (formsOf: FormsOf) => void,
): Promise<TerminologyIndex> {
  const growing = growingIndex();
  const total = manifest.concepts ?? 0;
  let done = 0;
  for (const file of conceptFiles(manifest)) {
    for await (const batch of readConceptFile(folder, file, manifest)) {
      for (const item of batch) addToIndex(growing, item);
      done += batch.length;
      progress(done, Math.max(done, total));
      await setImmediate();
    }
  }
  return finishIndex(growing, whenNamed);
}
