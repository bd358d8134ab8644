import type { Document, DocumentId } from "../../domain/document.js";
import type { DocumentRecord, DocumentState, GraphCounts } from "../../domain/graph-reader.js";
import { unpackMentions } from "../packed-mentions.js";
import { withheldOf } from "../stored-document.js";
import type { Connection, Row } from "./connection.js";
import { loadEntries, namesOfRow } from "./load-entries.js";

export function stateOfRow(row: Row): DocumentState {
  return {
    status: row.status as DocumentState["status"],
    revision: row.revision as string,
    contentHash: row.content_hash as string,
    fingerprint: row.fingerprint as string,
    ...namesOfRow(row),
  };
}

export function readStates(
  connection: Connection,
  ids: readonly DocumentId[],
): ReadonlyMap<DocumentId, DocumentState> {
  const rows = connection.all(
    `SELECT id, status, revision, content_hash, fingerprint, extractor, terminology FROM document
     WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id as DocumentId, stateOfRow(row)]));
}

/** Documents that have come and were not deleted; those retracted come without mentions, and with what they said. */
export function readDocuments(
  connection: Connection,
  ids: readonly DocumentId[],
): ReadonlyMap<DocumentId, DocumentRecord> {
  const rows = connection.all(
    `SELECT *, EXISTS (SELECT 1 FROM notice WHERE target = document.id AND kind = 'concern') AS concern
     FROM document WHERE status <> 'deleted' AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  const retracted = rows.filter(({ status }) => status === "retracted").map(({ id }) => id as DocumentId);
  const entries = retracted.length > 0 ? loadEntries(connection, retracted, { bare: true }) : undefined;
  return new Map(
    rows.map((row) => {
      const document = JSON.parse(row.record as string) as Document;
      const mentions = row.status === "live" ? unpackMentions(row.mentions as Uint8Array) : [];
      const concern = document.concern === true || row.concern === 1;
      const entry = entries?.get(document.id);
      const withheld = entry && withheldOf(entry);
      return [
        document.id,
        { document, state: stateOfRow(row), concern, mentions, ...(withheld && { withheld }) },
      ];
    }),
  );
}

export function readCounts(connection: Connection): GraphCounts {
  const count = (sql: string) => Number(connection.get(sql)?.n ?? 0);
  const withStatus = (status: string) =>
    count(`SELECT count(*) AS n FROM document WHERE status = '${status}'`);
  return {
    documents: withStatus("live"),
    retracted: withStatus("retracted"),
    deleted: withStatus("deleted"),
    concepts: count("SELECT count(*) AS n FROM concept"),
    triples: count("SELECT count(*) AS n FROM triple"),
    evidence: count("SELECT count(*) AS n FROM evidence"),
    mentions: count("SELECT sum(mention_count) AS n FROM document WHERE status = 'live'"),
  };
}
