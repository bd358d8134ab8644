import type { TripleKey } from "../../../domain/triple.js";
import { checkTriple } from "../../audit.js";
import type { GraphDatabase, Transaction } from "../graph-database.js";
import { countRetracted, loadTriples } from "../load-graph.js";
import { type Properties, placedOf, tripleProperties } from "../properties.js";
import { moveRow } from "../save-graph.js";
import { statement, typeOf } from "../statements.js";
import { type WalkedTriple, walkMissingTriples, walkTriples } from "../walk.js";
import { type Fault, lock, type Section } from "./section.js";

export const tripleSection: Section = {
  kind: "triples",
  async *walk(database: GraphDatabase) {
    for await (const { key, stored, evidence, retracted } of walkTriples(database)) {
      yield { suspects: checkTriple(key, stored, evidence, retracted) ? [key] : [], seen: 1 };
    }
    for await (const { key } of walkMissingTriples(database)) yield { suspects: [key], seen: 1 };
  },
  async check(transaction, keys) {
    const before = await load(transaction, keys);
    const ends = before.flatMap(({ stored, evidence }) =>
      [stored?.triple, ...evidence.map(({ evidence }) => evidence.triple)].flatMap((triple) =>
        triple ? [triple.subject, triple.object] : [],
      ),
    );
    await lock(transaction, "lock-present-concepts", ends);
    return (await load(transaction, keys)).flatMap(
      ({ key, stored, evidence, retracted }): readonly Fault[] => {
        const fault =
          stored || evidence.length > 0 ? checkTriple(key, stored, evidence, retracted) : undefined;
        if (!fault) return [];
        const { finding, repair } = fault;
        const drop = async () => {
          if (!stored) return;
          const words = { TRIPLE_TYPE: typeOf(stored.triple.predicate) };
          await transaction.run(statement("drop-triples", words), { keys: [key] });
        };
        if (typeof repair === "string") return [{ finding, repair: drop }];
        const { subject, predicate, object } = repair.put.triple;
        const properties = tripleProperties(repair.put);
        return [
          {
            finding,
            repair: async () => {
              await drop();
              await transaction.run(statement("move-evidence"), { rows: repair.put.move.map(moveRow) });
              const rows = [{ type: typeOf(predicate), subject, object, properties }];
              await transaction.run(statement("create-triples"), { rows });
            },
          },
        ];
      },
    );
  },
};

async function load(transaction: Transaction, keys: readonly string[]): Promise<readonly WalkedTriple[]> {
  const wanted = keys as readonly TripleKey[];
  const triples = await loadTriples(transaction, wanted);
  const rows = await transaction.run(statement("load-evidence"), { keys });
  const evidence = rows.map((row) => placedOf(row.evidence as Properties));
  const retracted = await countRetracted(transaction, wanted);
  return wanted.map((key) => ({
    key,
    stored: triples.get(key),
    evidence: evidence.filter((placed) => placed.evidence.triple.key === key),
    retracted: retracted.get(key) ?? 0,
  }));
}
