import type { Document, Origin, SourceRecord } from "../domain/document.js";
import type { GoldDocument } from "../domain/gold.js";
import type { FailedRecord } from "./failure.js";

/** A document of a format that can carry annotations; they are read only when asked for. */
export interface GoldSource {
  readonly kind: "gold";
  readonly origin: Origin;
  readonly document: Document;
  /** @throws RecordError when an annotation has another shape or is not where it says */
  gold(): GoldDocument;
}

/** The documents without their annotations. */
export async function* documentsOf(
  sources: AsyncIterable<GoldSource | FailedRecord>,
): AsyncGenerator<SourceRecord> {
  for await (const source of sources) {
    yield source.kind === "failure"
      ? source
      : { kind: "document", document: source.document, origin: source.origin };
  }
}
