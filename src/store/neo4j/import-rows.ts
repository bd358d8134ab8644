import { isInt } from "neo4j-driver";
import type { Curie } from "../../domain/curie.js";
import { formerIdsOf, type StoredConcept } from "../concept-variants.js";
import type { GraphPart, StoredMentions } from "../graph-parts.js";
import type { Placed } from "../standing.js";
import { contributionOf, type DocumentEntry, noticesOf } from "../stored-document.js";
import {
  conceptProperties,
  documentProperties,
  evidenceProperties,
  mentionProperties,
  noticeTypes,
  type Properties,
  tripleProperties,
} from "./properties.js";
import { evidenceLabels, schemaStatements, typeOf } from "./statements.js";

export type ImportCell = string | boolean | number | bigint | readonly string[] | readonly bigint[];

/** Nodes or relationships of one kind. */
export interface ImportTable {
  readonly holds: "nodes" | "relationships";
  /** Names the file. */
  readonly name: string;
  /** The columns, in the words of `neo4j-admin`, that make a row what it is. */
  readonly identity: readonly string[];
}

/** One node or relationship for `neo4j-admin database import`. */
export interface ImportRow {
  readonly table: ImportTable;
  /** One for each of the table's. */
  readonly identity: readonly (string | readonly string[])[];
  readonly properties: Readonly<Record<string, ImportCell>>;
}

/** Ids are told apart by spaces, each named after the label of its nodes. */
const tables = {
  schema: nodes("schema", "LitweaveSchema", "id"),
  concepts: nodes("concepts", "Concept", "id"),
  formerIds: nodes("former-ids", "FormerId", "id"),
  replacedBy: relationships("replaced-by", "FormerId", "Concept"),
  triples: relationships("triples", "Concept", "Concept"),
  documents: nodes("documents", "Document", "id"),
  notices: relationships("notices", "Document", "Document"),
  mentions: relationships("mentions", "Document", "Concept"),
  evidence: nodes("evidence", evidenceLabels.live, "key"),
  evidenceFrom: relationships("evidence-from", evidenceLabels.live, "Document"),
  retracted: nodes("retracted-evidence", evidenceLabels.retracted, "key"),
  retractedFrom: relationships("retracted-evidence-from", evidenceLabels.retracted, "Document"),
} as const;

function nodes(name: string, space: string, key: string): ImportTable {
  return { holds: "nodes", name, identity: [`${key}:ID(${space})`, ":LABEL"] };
}

function relationships(name: string, start: string, end: string): ImportTable {
  return { holds: "relationships", name, identity: [`:START_ID(${start})`, `:END_ID(${end})`, ":TYPE"] };
}

/**
 * The rows that make of a graph's parts, part by part, the database that live writes would make. It says of itself that it was
 * imported, so that the program makes constraints and indexes when it first opens it.
 */
export async function* importRows(parts: AsyncIterable<GraphPart>): AsyncGenerator<readonly ImportRow[]> {
  const version = BigInt(schemaStatements().length);
  const schema = { version, imported: true };
  yield [{ table: tables.schema, identity: ["schema", "LitweaveSchema"], properties: schema }];
  const formerIds = new Set<Curie>();
  for await (const part of parts) {
    yield rowsOf(part);
    if (part.kind === "concept") yield redirects(part.stored, formerIds);
  }
}

/** @param known former ids that have a row, since several concepts may have taken the place of one */
function redirects(stored: StoredConcept, known: Set<Curie>): readonly ImportRow[] {
  return formerIdsOf(stored).flatMap((id) => {
    const identity = [id, stored.variants[0].concept.id, "REPLACED_BY"];
    const replaced = { table: tables.replacedBy, identity, properties: {} };
    if (known.has(id)) return [replaced];
    known.add(id);
    return [{ table: tables.formerIds, identity: [id, "FormerId"], properties: {} }, replaced];
  });
}

function rowsOf(part: GraphPart): readonly ImportRow[] {
  switch (part.kind) {
    case "concept": {
      const { id, ...properties } = plain(conceptProperties(part.stored));
      const labels = ["Concept", properties.category as string];
      return [{ table: tables.concepts, identity: [id as string, labels], properties }];
    }
    case "triple": {
      const { subject, predicate, object } = part.stored.triple;
      const identity = [subject, object, typeOf(predicate)];
      return [{ table: tables.triples, identity, properties: plain(tripleProperties(part.stored)) }];
    }
    case "document":
      return documentRows(part.entry, part.mentions);
    case "mention": {
      const identity = [part.document, part.concept, "MENTIONS"];
      const properties = plain(mentionProperties(part.variant, part.spans));
      return [{ table: tables.mentions, identity, properties }];
    }
    case "evidence":
      return evidenceRows("live", part.placed);
  }
}

function documentRows(entry: DocumentEntry, mentions: StoredMentions | undefined): readonly ImportRow[] {
  const { id, ...properties } = plain(documentProperties(entry, mentions));
  const { withheld } = contributionOf(entry);
  return [
    { table: tables.documents, identity: [entry.id, "Document"], properties },
    ...noticesOf(entry).map(({ kind, target }) => ({
      table: tables.notices,
      identity: [entry.id, target, noticeTypes[kind]],
      properties: {},
    })),
    ...withheld.flatMap((standing) => evidenceRows("retracted", { ...standing, duplicateOf: undefined })),
  ];
}

function evidenceRows(status: keyof typeof evidenceLabels, placed: Placed): readonly ImportRow[] {
  const { key: _, ...properties } = plain(evidenceProperties(placed));
  const { key, documentId } = placed.evidence;
  const [node, from] =
    status === "live" ? [tables.evidence, tables.evidenceFrom] : [tables.retracted, tables.retractedFrom];
  return [
    { table: node, identity: [key, evidenceLabels[status]], properties },
    { table: from, identity: [key, documentId, "FROM"], properties: {} },
  ];
}

/** The driver's whole numbers become big ones, so that a value tells its type. */
function plain(properties: Properties): Readonly<Record<string, ImportCell>> {
  const cells: Record<string, ImportCell> = {};
  for (const name in properties) {
    const value = properties[name];
    if (Array.isArray(value)) cells[name] = value.map(plainItem) as readonly string[] | readonly bigint[];
    else if (value !== undefined && value !== null) cells[name] = plainItem(value);
  }
  return cells;
}

function plainItem(value: unknown): string | boolean | number | bigint {
  return typeof value === "object" && isInt(value) ? value.toBigInt() : (value as string | boolean | number);
}
