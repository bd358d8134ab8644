import type { Origin, SourceRecord } from "../domain/document.js";
import { splitBlocks } from "./blocks.js";
import type { Choose } from "./choice.js";
import { failed, RecordError, sourceOf, tooLarge, utf8Text } from "./failure.js";
import { medlineDocument } from "./medline-record.js";
import { limitBytes } from "./source-format.js";

/** Records in MEDLINE format (PubMed's `.nbib`), apart by blank lines or by the next PMID. */
export async function* readMedline(
  chunks: AsyncIterable<Buffer>,
  file: string,
  choose?: Choose,
): AsyncGenerator<SourceRecord> {
  let record = 0;
  for await (const { bytes, oversize } of splitBlocks(chunks, isPmid, limitBytes)) {
    record += 1;
    const choice = choose?.(record) ?? "take";
    if (choice === "stop") return;
    if (choice === "skip") continue;
    const origin = { file, record };
    yield oversize
      ? failed({ origin, reason: tooLarge(limitBytes), documentId: idIn(bytes.toString("latin1", 0, 256)) })
      : recordOf(bytes, origin);
  }
}

function isPmid(line: Buffer): boolean {
  return line.toString("latin1", 0, 6) === "PMID- ";
}

function recordOf(bytes: Buffer, origin: Origin): SourceRecord {
  const source = sourceOf("medline", bytes);
  const text = utf8Text(bytes);
  const documentId = idIn(bytes.toString("latin1", 0, 4096));
  if (text === undefined) return failed({ origin, reason: "it is not valid UTF-8", documentId, source });
  try {
    return { kind: "document", document: medlineDocument(text), origin };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const { message: reason, field, hint } = error;
    return failed({ origin, reason, field, hint, documentId, source });
  }
}

function idIn(text: string): string | undefined {
  const digits = /^PMID- *(\d+)\s*$/m.exec(text)?.[1];
  return digits && `PMID:${digits}`;
}
