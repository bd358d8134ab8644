import type { Concept } from "../../domain/concept.js";
import type { Document, DocumentId } from "../../domain/document.js";
import type { Evidence } from "../../domain/evidence.js";
import { type ConceptVariant, variantName } from "../concept-variants.js";
import { unpackMentions } from "../packed-mentions.js";
import {
  type Delivery,
  type DocumentEntry,
  type NoticeKind,
  type NoticesAgainst,
  noNotices,
} from "../stored-document.js";
import type { Entries } from "../transition.js";
import type { Connection, Row } from "./connection.js";

/**
 * What documents are stored as, with all they put or would put into the graph. Unknown ids have no entry.
 *
 * @param options.bare without mentions, and without what live documents put into it
 */
export function loadEntries(
  connection: Connection,
  ids: readonly DocumentId[],
  options: { readonly bare?: boolean } = {},
): Entries {
  const list = JSON.stringify(ids);
  const notices = loadNotices(connection, list);
  const rows = connection.all("SELECT * FROM document WHERE id IN (SELECT value FROM json_each(?))", list);
  const entries: Entries = new Map();
  for (const row of rows) {
    const entry = entryOf(connection, row, options.bare ?? false);
    entries.set(entry.id, { ...entry, notices: notices.get(entry.id) ?? noNotices });
  }
  for (const [id, against] of notices) {
    if (!entries.has(id)) entries.set(id, { id, deleted: false, notices: against });
  }
  return entries;
}

function loadNotices(connection: Connection, list: string): ReadonlyMap<DocumentId, NoticesAgainst> {
  const rows = connection.all(
    "SELECT target, kind, document FROM notice WHERE target IN (SELECT value FROM json_each(?))",
    list,
  );
  const notices = new Map<DocumentId, NoticesAgainst>();
  for (const { target, kind, document } of rows) {
    const id = target as DocumentId;
    const against = notices.get(id) ?? noNotices;
    const by = new Set([...against[kind as NoticeKind], document as DocumentId]);
    notices.set(id, { ...against, [kind as NoticeKind]: by });
  }
  return notices;
}

function entryOf(connection: Connection, row: Row, bare: boolean): Omit<DocumentEntry, "notices"> {
  const id = row.id as DocumentId;
  if (row.status === "deleted") return { id, deleted: true };
  const delivery: Omit<Delivery, "evidence" | "concepts"> = {
    document: JSON.parse(row.record as string) as Document,
    revision: row.revision as string,
    contentHash: row.content_hash as string,
    fingerprint: row.fingerprint as string,
    ...namesOfRow(row),
    mentions: bare ? [] : unpackMentions(row.mentions as Uint8Array),
  };
  if (bare && row.withheld === null) {
    return { id, deleted: false, delivery: { ...delivery, evidence: [], concepts: [] } };
  }
  const table = row.withheld === null ? "evidence" : "retracted_evidence";
  const evidence = connection
    .all(`SELECT record FROM ${table} WHERE document = ?`, id)
    .map(({ record }) => JSON.parse(record as string) as Evidence);
  const concepts =
    row.withheld === null
      ? conceptsOf(connection, id)
      : (JSON.parse(row.withheld as string) as readonly Concept[]);
  return { id, deleted: false, delivery: { ...delivery, evidence, concepts } };
}

/** Names of what processed a document, where they are known. */
export function namesOfRow({ extractor, terminology }: Row): { extractor?: string; terminology?: string } {
  return {
    ...(typeof extractor === "string" && { extractor }),
    ...(typeof terminology === "string" && { terminology }),
  };
}

/** The concepts that a live document refers to, as it described them. */
function conceptsOf(connection: Connection, id: DocumentId): readonly Concept[] {
  return connection
    .all(
      `SELECT mention.variant, concept.variants FROM mention JOIN concept ON concept.id = mention.concept
       WHERE mention.document = ?`,
      id,
    )
    .flatMap((row) => conceptCalled(row.variant as string, row.variants as string));
}

function conceptCalled(name: string, variants: string): readonly Concept[] {
  const described = (JSON.parse(variants) as ConceptVariant[]).map((variant) => variant.concept);
  return described.length === 1 ? described : described.filter((concept) => variantName(concept) === name);
}
