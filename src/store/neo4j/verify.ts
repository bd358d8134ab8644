import type { Curie } from "../../domain/curie.js";
import type { Finding } from "../../domain/graph-store.js";
import { checkConcept, checkDocument, checkTriple, type Fault } from "../audit.js";
import { formerIdsOf } from "../concept-variants.js";
import { checkFormerIds } from "../former-ids.js";
import { statusOf } from "../stored-document.js";
import type { GraphDatabase, Parameters } from "./graph-database.js";
import { conceptProperties, tripleProperties } from "./properties.js";
import { moveRow } from "./save-graph.js";
import { evidenceLabels, statement, typeOf } from "./statements.js";
import {
  type WalkedTriple,
  walkConcepts,
  walkDocuments,
  walkFormerIds,
  walkMissingTriples,
  walkTriples,
} from "./walk.js";

/**
 * Checks every invariant, documents first: what is dropped there shows in the counts of triples, and those in the
 * counts of concepts. Each repair is a transaction of its own; run it while nothing else writes.
 */
export async function* verifyGraph(database: GraphDatabase, repair: boolean): AsyncGenerator<Finding> {
  yield* strayParts(database, repair);
  for await (const { entry, references } of walkDocuments(database)) {
    if (!entry.delivery || statusOf(entry) !== "live") continue;
    for (const finding of checkDocument(entry.delivery, references)) yield { ...finding, repaired: false };
  }
  yield* triples(database, repair);
  yield* concepts(database, repair);
  yield* formerIds(database, repair);
}

async function write(database: GraphDatabase, name: string, parameters: Parameters): Promise<void> {
  await database.write((transaction) => transaction.run(statement(name), parameters));
}

async function* strayParts(database: GraphDatabase, repair: boolean): AsyncGenerator<Finding> {
  const drops = { live: "drop-evidence", retracted: "drop-retracted-evidence" } as const;
  for (const status of ["live", "retracted"] as const) {
    const text = statement("stray-evidence", { EVIDENCE_LABEL: evidenceLabels[status] });
    const stray = await database.read((transaction) => transaction.run(text, { status }));
    const keys = stray.map(({ key }) => key);
    if (repair && keys.length > 0) await write(database, drops[status], { keys });
    for (const { key, document } of stray) {
      const message = `evidence of ${document}, which is not ${status}`;
      yield { invariant: "orphan", subject: String(key), message, repaired: repair };
    }
  }
  const mentions = await database.read((transaction) => transaction.run(statement("stray-mentions")));
  if (repair && mentions.length > 0) await write(database, "drop-mentions", { rows: mentions });
  for (const { document, concept } of mentions) {
    const message = `mention of ${document}, which is not live`;
    yield { invariant: "orphan", subject: `${document} ${concept}`, message, repaired: repair };
  }
}

async function* triples(database: GraphDatabase, repair: boolean): AsyncGenerator<Finding> {
  for await (const walked of walkTriples(database)) yield* await triple(database, walked, repair);
  for await (const walked of walkMissingTriples(database)) yield* await triple(database, walked, repair);
}

async function triple(
  database: GraphDatabase,
  { key, stored, evidence, retracted }: WalkedTriple,
  repair: boolean,
): Promise<readonly Finding[]> {
  const fault = checkTriple(key, stored, evidence, retracted);
  return settled(fault, repair, {
    put: async (right) => {
      const rows = right.move.map(moveRow);
      if (rows.length > 0) await write(database, "move-evidence", { rows });
      const properties = tripleProperties(right);
      const { subject, predicate, object } = right.triple;
      await (stored
        ? write(database, "update-triples", { rows: [{ element: stored.element, properties }] })
        : write(database, "create-triples", {
            rows: [{ type: typeOf(predicate), subject, object, properties }],
          }));
    },
    drop: () => write(database, "drop-triples", { elements: [stored?.element] }),
  });
}

async function* concepts(database: GraphDatabase, repair: boolean): AsyncGenerator<Finding> {
  for await (const { id, stored, recount } of walkConcepts(database)) {
    yield* await settled(checkConcept(id, stored, recount), repair, {
      put: (right) =>
        write(database, "put-concepts", {
          rows: [{ id, properties: conceptProperties(right), formerly: [] }],
        }),
      drop: () => write(database, "drop-concepts", { ids: [id] }),
    });
  }
}

async function* formerIds(database: GraphDatabase, repair: boolean): AsyncGenerator<Finding> {
  for await (const { stored, held } of walkFormerIds(database)) {
    const concept = stored.variants[0].concept.id;
    const finding = checkFormerIds(concept, stored, held);
    if (!finding) continue;
    if (repair) {
      const wanted = formerIdsOf(stored);
      const rows = (ids: readonly Curie[]) => ({ rows: ids.map((id) => ({ id, concept })) });
      await write(database, "lock-former-ids", { ids: wanted });
      await write(database, "drop-former-ids", rows(held.filter((id) => !wanted.includes(id))));
      await write(database, "put-former-ids", rows(wanted));
    }
    yield { ...finding, repaired: repair };
  }
  const stray = await database.read((transaction) => transaction.run(statement("stray-former-ids")));
  if (repair) await write(database, "drop-unused-former-ids", { ids: stray.map(({ id }) => id) });
  for (const { id } of stray) {
    const message = "a former id that leads to no concept";
    yield { invariant: "orphan", subject: String(id), message, repaired: repair };
  }
}

interface Repairs<T> {
  readonly put: (value: T) => Promise<void>;
  readonly drop: () => Promise<void>;
}

async function settled<T>(
  fault: Fault<T> | undefined,
  repair: boolean,
  repairs: Repairs<T>,
): Promise<readonly Finding[]> {
  if (!fault) return [];
  if (!repair || fault.repair === "none") return [{ ...fault.finding, repaired: false }];
  if (fault.repair === "drop") await repairs.drop();
  else await repairs.put(fault.repair.put);
  return [{ ...fault.finding, repaired: true }];
}
