import { basename } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import type { BuildSource } from "./build-source.js";

/**
 * A source as an older release: of its concepts only what became of their ids is of interest.
 *
 * @throws LitweaveError `USAGE` when it has no concepts
 */
export function olderSource(source: BuildSource): BuildSource {
  const { concepts, mappings: _, formerIds: __, ...rest } = source;
  if (!concepts) {
    throw new LitweaveError(
      "USAGE",
      `${basename(source.files[0] ?? "")} (${source.format}) has no concepts with names`,
      {
        hint: "name an older release of a terminology after --former",
      },
    );
  }
  return { ...rest, use: "withdrawn ids, by name", older: (report) => concepts(report) };
}
