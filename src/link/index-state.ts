import { join } from "node:path";
import { readIndexFile } from "./index-file.js";
import { fingerprintOf, indexName } from "./terminology.js";
import type { TerminologyManifest } from "./terminology-files.js";

/** Whether a terminology can be opened without building its index: `ready`, or in words why not. */
export function indexState(manifest: TerminologyManifest, cacheFolder: string): string {
  const reading = readIndexFile(join(cacheFolder, indexName(manifest)), fingerprintOf(manifest));
  return "unusable" in reading ? `to be built at the first use: ${reading.unusable}` : "ready";
}
