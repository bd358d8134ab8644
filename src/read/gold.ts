import { LitweaveError } from "../domain/errors.js";
import type { GoldDocument } from "../domain/gold.js";
import { readBioc } from "./bioc.js";
import { openBytes, peek } from "./byte-source.js";
import { RecordError } from "./failure.js";
import { readPubtator } from "./pubtator.js";
import { formatOf, headBytes } from "./source-format.js";

/**
 * The annotated documents of a corpus in PubTator or BioC format, plain or gzipped. Scores over part of a corpus would
 * mislead, so nothing is left out in silence.
 *
 * @throws LitweaveError `BAD_RECORD` at the first document that cannot be read, `BAD_INPUT` for another format
 */
export async function* readGold(path: string): AsyncGenerator<GoldDocument> {
  const [head, chunks] = await peek(openBytes(path), headBytes);
  const format = formatOf(head);
  if (format !== "pubtator" && format !== "bioc") {
    await chunks.return(undefined);
    throw new LitweaveError("BAD_INPUT", `${path} is ${format}, which has no annotations`, {
      hint: "give a corpus in PubTator or BioC format, or for mentions in CoNLL columns",
    });
  }
  for await (const source of format === "bioc" ? readBioc(chunks, path) : readPubtator(chunks, path)) {
    if (source.kind === "failure") throw badRecord(path, source.failure.record, source.failure.reason);
    try {
      yield source.gold();
    } catch (error) {
      throw error instanceof RecordError ? badRecord(path, source.document.id, error.message) : error;
    }
  }
}

function badRecord(path: string, record: number | string, reason: string): LitweaveError {
  return new LitweaveError("BAD_RECORD", `${path}, record ${record}: ${reason}`, {
    hint: "correct the file",
  });
}
