import { fingerprintOf } from "../domain/fingerprint.js";
import type { Processing } from "../domain/graph-store.js";

/** What processed the documents of a graph, sorted by what brings them up to date. */
export interface Staleness {
  /** Processed by what is in use. */
  readonly current: readonly Processing[];
  /** Only the linking is another: for `relink`. */
  readonly linking: readonly Processing[];
  /** The extraction is another, whatever the linking: for `re-extract`. */
  readonly extraction: readonly Processing[];
}

/** @param fingerprint of what is in use */
export function stalenessOf(processings: readonly Processing[], fingerprint: string): Staleness {
  const own = fingerprintOf(fingerprint);
  const extracted = (processing: Processing) =>
    fingerprintOf(processing.fingerprint).extraction === own.extraction;
  return {
    current: processings.filter((processing) => processing.fingerprint === fingerprint),
    linking: processings.filter(
      (processing) => extracted(processing) && processing.fingerprint !== fingerprint,
    ),
    extraction: processings.filter((processing) => !extracted(processing)),
  };
}

export function documentsIn(processings: readonly Processing[]): number {
  return processings.reduce((sum, { documents }) => sum + documents, 0);
}
