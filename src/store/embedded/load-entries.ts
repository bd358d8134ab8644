import type { Concept } from "../../domain/concept.js";
import type { Document, DocumentId } from "../../domain/document.js";
import type { Evidence } from "../../domain/evidence.js";
import type { LinkedMention } from "../../domain/link.js";
import { type ConceptVariant, variantName } from "../concept-variants.js";
import type { Delivery, DocumentEntry } from "../stored-document.js";
import type { Entries } from "../transition.js";
import type { Connection, Row } from "./connection.js";

/** What documents are stored as, with all they put or would put into the graph. Unknown ids have no entry. */
export function loadEntries(connection: Connection, ids: readonly DocumentId[]): Entries {
  const list = JSON.stringify(ids);
  const notices = new Map<DocumentId, Set<DocumentId>>();
  const noticeRows = "SELECT target, document FROM notice WHERE target IN (SELECT value FROM json_each(?))";
  for (const row of connection.all(noticeRows, list)) {
    const target = row.target as DocumentId;
    notices.set(target, (notices.get(target) ?? new Set()).add(row.document as DocumentId));
  }
  const rows = connection.all("SELECT * FROM document WHERE id IN (SELECT value FROM json_each(?))", list);
  const entries: Entries = new Map();
  for (const row of rows) {
    const entry = entryOf(connection, row);
    entries.set(entry.id, { ...entry, notices: notices.get(entry.id) ?? new Set() });
  }
  for (const [id, documents] of notices) {
    if (!entries.has(id)) entries.set(id, { id, deleted: false, notices: documents });
  }
  return entries;
}

function entryOf(connection: Connection, row: Row): Omit<DocumentEntry, "notices"> {
  const id = row.id as DocumentId;
  if (row.status === "deleted") return { id, deleted: true };
  const delivery: Omit<Delivery, "evidence" | "concepts"> = {
    document: JSON.parse(row.record as string) as Document,
    revision: row.revision as string,
    contentHash: row.content_hash as string,
    fingerprint: row.fingerprint as string,
    ...namesOfRow(row),
    mentions: JSON.parse(row.mentions as string) as LinkedMention[],
  };
  const rest = row.withheld === null ? present(connection, id) : withheldOf(row.withheld as string);
  return { id, deleted: false, delivery: { ...delivery, ...rest } };
}

/** Names of what processed a document, where they are known. */
export function namesOfRow({ extractor, terminology }: Row): { extractor?: string; terminology?: string } {
  return {
    ...(typeof extractor === "string" && { extractor }),
    ...(typeof terminology === "string" && { terminology }),
  };
}

export function withheldOf(json: string): Pick<Delivery, "evidence" | "concepts"> {
  return JSON.parse(json) as Pick<Delivery, "evidence" | "concepts">;
}

/** The evidence and concepts that a live document has in the graph. */
function present(connection: Connection, id: DocumentId): Pick<Delivery, "evidence" | "concepts"> {
  const evidence = connection
    .all("SELECT record FROM evidence WHERE document = ?", id)
    .map((row) => JSON.parse(row.record as string) as Evidence);
  const concepts = connection
    .all(
      `SELECT mention.variant, concept.variants FROM mention JOIN concept ON concept.id = mention.concept
       WHERE mention.document = ?`,
      id,
    )
    .flatMap((row) => conceptCalled(row.variant as string, row.variants as string));
  return { evidence, concepts };
}

function conceptCalled(name: string, variants: string): readonly Concept[] {
  const described = (JSON.parse(variants) as ConceptVariant[]).map((variant) => variant.concept);
  return described.length === 1 ? described : described.filter((concept) => variantName(concept) === name);
}
