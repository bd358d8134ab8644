import type { Document, DocumentId } from "../../../domain/document.js";
import type { Found } from "../../audit.js";
import { checkNotices } from "../../audit-document.js";
import {
  type DocumentEntry,
  emptyEntry,
  type Notice,
  noticeKinds,
  noticesOf,
} from "../../stored-document.js";
import type { GraphDatabase, Row, Transaction } from "../graph-database.js";
import { noticeTypes } from "../properties.js";
import { statement } from "../statements.js";
import { walkIds } from "../walk.js";
import { type Fault, lock, type Section } from "./section.js";

/** The notices in force, and those that documents declare; before the documents, whose status follows from them. */
export const noticeSection: Section = {
  kind: "notices",
  async *walk(database: GraphDatabase) {
    for await (const { ids, rows } of walkIds(
      database,
      statement("next-document-ids"),
      statement("notices-of"),
    )) {
      const suspects = rows.filter((row) => declaration(row).finding).map(({ id }) => id as string);
      yield { suspects, seen: ids.length };
    }
  },
  async check(transaction, ids) {
    const named = (await declarations(transaction, ids)).flatMap(({ inForce, declared }) => [
      ...inForce,
      ...declared,
    ]);
    await lock(transaction, "lock-present-documents", [...ids, ...named.map(({ target }) => target)]);
    return (await declarations(transaction, ids)).flatMap((declaration): readonly Fault[] => {
      const { id: by, declared, finding } = declaration;
      if (!finding) return [];
      const repair = async () => {
        await transaction.run(statement("drop-notices"), { ids: [by] });
        const targets = declared.map(({ target }) => target).sort();
        await transaction.run(statement("lock-documents"), { ids: targets });
        const rows = declared.map(({ kind, target }) => ({ by, type: noticeTypes[kind], target }));
        await transaction.run(statement("put-notices"), { rows });
      };
      return [{ finding, repair }];
    });
  },
};

interface Declaration {
  readonly id: DocumentId;
  readonly inForce: readonly Notice[];
  readonly declared: readonly Notice[];
  readonly finding: Found | undefined;
}

async function declarations(
  transaction: Transaction,
  ids: readonly string[],
): Promise<readonly Declaration[]> {
  return (await transaction.run(statement("notices-of"), { ids })).map(declaration);
}

function declaration(row: Row): Declaration {
  const entry = entryOf(row);
  const given = row.notices as readonly { readonly type: string; readonly target: DocumentId }[];
  const inForce = given.flatMap(({ type, target }) =>
    noticeKinds.filter((kind) => noticeTypes[kind] === type).map((kind) => ({ kind, target })),
  );
  const finding = checkNotices(entry.id, entry, inForce);
  return { id: entry.id, inForce, declared: noticesOf(entry), finding };
}

function entryOf({ id, status, record }: Row): DocumentEntry {
  const entry = { ...emptyEntry(id as DocumentId), deleted: status === "deleted" };
  if (entry.deleted || typeof record !== "string") return entry;
  const delivery = {
    revision: "",
    contentHash: "",
    fingerprint: "",
    mentions: [],
    concepts: [],
    evidence: [],
  };
  return { ...entry, delivery: { ...delivery, document: JSON.parse(record) as Document } };
}
