import type { SourceRecord } from "../domain/document.js";
import { readPubmedXml } from "../read/pubmed-xml.js";

/**
 * The records in sets of PubMed XML.
 *
 * @param name what failures among them say they come from
 */
export async function* recordsInSets(
  sets: AsyncIterable<string>,
  name: string,
): AsyncGenerator<SourceRecord> {
  for await (const set of sets) yield* readPubmedXml(once(Buffer.from(set)), name);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
