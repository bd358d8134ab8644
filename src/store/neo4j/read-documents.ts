import type { Document, DocumentId } from "../../domain/document.js";
import type { DocumentRecord, DocumentState, GraphCounts } from "../../domain/graph-reader.js";
import { withheldOf } from "../stored-document.js";
import type { GraphDatabase } from "./graph-database.js";
import { loadEntries } from "./load-graph.js";
import { mentionsOf, type Properties } from "./properties.js";
import { countTriples } from "./read-triples.js";
import { statement } from "./statements.js";

function documentState(properties: Properties): DocumentState {
  const { status, revision, contentHash, fingerprint, extractor, terminology } = properties as Record<
    string,
    string | null | undefined
  >;
  return {
    status: status as DocumentState["status"],
    revision: revision ?? "",
    contentHash: contentHash ?? "",
    fingerprint: fingerprint ?? "",
    ...(extractor && { extractor }),
    ...(terminology && { terminology }),
  };
}

export async function readStates(
  database: GraphDatabase,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, DocumentState>> {
  const rows = await database.run(statement("document-states"), { ids });
  return new Map(rows.map((row) => [row.id as DocumentId, documentState(row.state as Properties)]));
}

/** Documents that have come and were not deleted; those retracted come without mentions, and with what they said. */
export async function readDocuments(
  database: GraphDatabase,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, DocumentRecord>> {
  const rows = await database.run(statement("read-documents"), { ids });
  const retracted = rows
    .map(({ document }) => document as Record<string, string>)
    .filter(({ status }) => status === "retracted")
    .map(({ id }) => id as DocumentId);
  const entries =
    retracted.length > 0 ? await database.read((transaction) => loadEntries(transaction, retracted)) : [];
  const withheld = new Map(entries.map(({ entry }) => [entry.id, withheldOf(entry)]));
  return new Map(
    rows.map((row) => {
      const { record, mentions } = row.document as Record<string, string>;
      const document = JSON.parse(record ?? "") as Document;
      const state = documentState(row.document as Properties);
      const shown = state.status === "live" ? mentionsOf(mentions) : [];
      const concern = (row.document as { concern?: boolean }).concern === true;
      const said = withheld.get(document.id);
      return [document.id, { document, state, concern, mentions: shown, ...(said && { withheld: said }) }];
    }),
  );
}

export async function readCounts(database: GraphDatabase): Promise<GraphCounts> {
  const [[row], triples] = await Promise.all([database.run(statement("counts")), countTriples(database, {})]);
  return { ...(row as unknown as Omit<GraphCounts, "triples">), triples };
}
