import type { DocumentId, DocumentStatus } from "../../../domain/document.js";
import type { Found } from "../../audit.js";
import {
  checkAlignment,
  checkReferences,
  checkStandings,
  checkStatus,
  type ReferenceFault,
  type StandingFault,
} from "../../audit-document.js";
import { changedFields } from "../../changed-fields.js";
import { variantName } from "../../concept-variants.js";
import type { GraphDatabase, Transaction } from "../graph-database.js";
import { type LoadedEntry, loadConcepts, loadEntries } from "../load-graph.js";
import { documentProperties, mentionProperties, plainProperties } from "../properties.js";
import { evidenceRow } from "../save-graph.js";
import { statement } from "../statements.js";
import { walkDocuments } from "../walk.js";
import { rewriteDocument } from "./rewrite-document.js";
import { againHint, type Fault, lock, processAgain, type Section } from "./section.js";

export const documentSection: Section = {
  kind: "documents",
  async *walk(database: GraphDatabase) {
    for await (const loaded of walkDocuments(database)) {
      yield { suspects: faultsOf(loaded).length > 0 ? [loaded.entry.id] : [], seen: 1 };
    }
  },
  async check(transaction, ids) {
    await lock(transaction, "lock-present-documents", ids);
    const faults: Fault[] = [];
    for (const loaded of await loadEntries(transaction, ids as readonly DocumentId[])) {
      for (const fault of faultsOf(loaded)) faults.push(await mendable(transaction, loaded, fault));
    }
    return faults;
  },
};

type Broken =
  | { readonly kind: "status" | "properties" | "alignment"; readonly finding: Found }
  | { readonly kind: "strays"; readonly finding: Found }
  | { readonly kind: "standing"; readonly finding: Found; readonly fault: StandingFault }
  | { readonly kind: "reference"; readonly finding: Found; readonly fault: ReferenceFault };

function faultsOf({ entry, references, properties, evidence }: LoadedEntry): readonly Broken[] {
  const status = properties.status as DocumentStatus;
  const wrong = checkStatus(entry, status);
  if (wrong) return [{ kind: "status", finding: wrong }];
  const faults: Broken[] = [];
  const { mentions } = properties; // Packed by another machine the same mentions may be other bytes.
  const changed = changedFields(properties, { ...plainProperties(documentProperties(entry)), mentions });
  if (changed) {
    const message = "its properties do not say what its record says";
    faults.push({
      kind: "properties",
      finding: { invariant: "record", subject: entry.id, message, ...changed },
    });
  }
  if (status !== "live" && references.size > 0) {
    const message = `${references.size} references of ${entry.id}, which is not live`;
    faults.push({ kind: "strays", finding: { invariant: "orphan", subject: entry.id, message } });
  }
  const keys = evidence.map((placed) => placed.evidence.key);
  for (const fault of checkStandings(entry, evidence, keys)) {
    faults.push({ kind: "standing", finding: fault.finding, fault });
  }
  if (!entry.delivery) return faults;
  for (const finding of checkAlignment(entry.delivery)) faults.push({ kind: "alignment", finding });
  if (status !== "live") return faults;
  for (const fault of checkReferences(entry.delivery, references)) {
    faults.push({ kind: "reference", finding: fault.finding, fault });
  }
  return faults;
}

async function mendable(transaction: Transaction, loaded: LoadedEntry, broken: Broken): Promise<Fault> {
  const { entry, references } = loaded;
  const { finding } = broken;
  const again = {
    finding: { ...finding, hint: againHint(entry.id) },
    mark: () => processAgain(transaction, entry.id),
  };
  switch (broken.kind) {
    case "status":
      return { finding, repair: () => rewriteDocument(transaction, loaded) };
    case "properties": {
      const rows = [{ id: entry.id, properties: documentProperties(entry) }];
      return { finding, repair: () => transaction.run(statement("put-documents"), { rows }) };
    }
    case "strays": {
      const rows = [...references.keys()].map((concept) => ({ document: entry.id, concept }));
      return { finding, repair: () => transaction.run(statement("drop-mentions"), { rows }) };
    }
    case "standing": {
      const { evidence } = broken.fault.right;
      const stands = loaded.evidence.find((placed) => placed.evidence.key === evidence.key);
      const rows = [evidenceRow({ ...broken.fault.right, duplicateOf: stands?.duplicateOf })];
      const put = loaded.properties.status === "live" ? "put-evidence" : "put-retracted-evidence";
      return { finding, repair: () => transaction.run(statement(put), { rows }) };
    }
    case "alignment":
      return again;
    case "reference":
      return (await referenceFault(transaction, loaded, broken.fault)) ?? again;
  }
}

/** A missing reference is put back when there is no doubt which description of the concept it brought. */
async function referenceFault(
  transaction: Transaction,
  { entry, variants }: LoadedEntry,
  { finding, concept: id, spans }: ReferenceFault,
): Promise<Fault | undefined> {
  if (spans === undefined) {
    const rows = [{ document: entry.id, concept: id }];
    return { finding, repair: () => transaction.run(statement("drop-mentions"), { rows }) };
  }
  await lock(transaction, "lock-present-concepts", [id]);
  const stored = (await loadConcepts(transaction, [id])).get(id)?.variants ?? [];
  const brought = variants.has(id)
    ? stored.find(({ concept }) => variantName(concept) === variants.get(id))
    : stored.length === 1
      ? stored[0]
      : undefined;
  if (!brought) return undefined;
  const properties = mentionProperties(variantName(brought.concept), spans);
  const rows = [{ document: entry.id, concept: id, properties }];
  return { finding, repair: () => transaction.run(statement("put-mentions"), { rows }) };
}
