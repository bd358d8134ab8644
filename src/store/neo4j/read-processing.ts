import type { DocumentId } from "../../domain/document.js";
import type { ProcessedDocument, Processing } from "../../domain/graph-store.js";
import { processedDocument } from "../stored-document.js";
import type { GraphDatabase } from "./graph-database.js";
import { loadEntries } from "./load-graph.js";
import { statement } from "./statements.js";
import { walkProcessedDocuments } from "./walk.js";

export async function readProcessing(database: GraphDatabase): Promise<readonly Processing[]> {
  const rows = await database.run(statement("processed-by"));
  return rows.map(({ fingerprint, extractor, terminology, documents }) => ({
    fingerprint: fingerprint as string,
    ...(typeof extractor === "string" && { extractor }),
    ...(typeof terminology === "string" && { terminology }),
    documents: documents as number,
  }));
}

/** Documents of one fingerprint, stride by stride. */
export async function* walkProcessed(
  database: GraphDatabase,
  fingerprint: string,
  after?: DocumentId,
): AsyncGenerator<ProcessedDocument> {
  for await (const { entry } of walkProcessedDocuments(database, fingerprint, after)) {
    const processed = processedDocument(entry);
    if (processed) yield processed;
  }
}

export async function readProcessed(
  database: GraphDatabase,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, ProcessedDocument>> {
  const loaded = await database.read((transaction) => loadEntries(transaction, ids));
  const processed = new Map<DocumentId, ProcessedDocument>();
  for (const { entry } of loaded) {
    const document = processedDocument(entry);
    if (document) processed.set(entry.id, document);
  }
  return processed;
}
