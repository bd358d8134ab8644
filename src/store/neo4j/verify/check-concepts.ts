import type { Curie } from "../../../domain/curie.js";
import { type Fault as ConceptFault, checkConcept } from "../../audit.js";
import { changedFields } from "../../changed-fields.js";
import type { StoredConcept } from "../../concept-variants.js";
import type { GraphDatabase } from "../graph-database.js";
import { conceptProperties, heldProperties, plainProperties } from "../properties.js";
import { statement } from "../statements.js";
import { recountConcepts, type WalkedConcept, walkConcepts } from "../walk.js";
import { type Fault, lock, type Section } from "./section.js";

export const conceptSection: Section = {
  kind: "concepts",
  async *walk(database: GraphDatabase) {
    for await (const walked of walkConcepts(database)) {
      yield { suspects: faultOf(walked) ? [walked.id] : [], seen: 1 };
    }
  },
  async check(transaction, ids) {
    await lock(transaction, "lock-present-concepts", ids);
    const loaded = await recountConcepts(transaction, ids as readonly Curie[]);
    return loaded.flatMap((walked): readonly Fault[] => {
      const fault = faultOf(walked);
      if (!fault) return [];
      const { id, labels, properties: held } = walked;
      const { finding, repair } = fault;
      if (repair === "drop") {
        return [{ finding, repair: () => transaction.run(statement("drop-concepts"), { ids: [id] }) }];
      }
      if (repair === "reprocess") {
        const hint =
          "ingest the documents that refer to it again; --repair marks them, so that this does not count as unchanged";
        const mark = () => transaction.run(statement("process-again-referring"), { id });
        return [{ finding: { ...finding, hint }, mark }];
      }
      const formerly = labels.filter((label) => label !== "Concept");
      // What is put is added to the node, so what should not be there is taken away by name.
      const gone = Object.fromEntries(Object.keys(held).map((name) => [name, null]));
      const rows = [{ id, properties: { ...gone, ...conceptProperties(repair.put) }, formerly }];
      return [{ finding, repair: () => transaction.run(statement("put-concepts"), { rows }) }];
    });
  },
};

function faultOf(walked: WalkedConcept): ConceptFault<StoredConcept> | undefined {
  const { id, stored, recount, labels, properties } = walked;
  const fault = checkConcept(id, stored, recount);
  if (fault || !stored) return fault;
  const right = heldProperties(plainProperties(conceptProperties(stored)));
  const changed = changedFields(
    { ...plainProperties(properties), labels: [...labels].sort() },
    { ...right, labels: ["Concept", String(right.category)].sort() },
  );
  if (!changed) return undefined;
  const message = "its labels and properties do not say what its descriptions say";
  return { finding: { invariant: "record", subject: id, message, ...changed }, repair: { put: stored } };
}
