import type { Curie } from "../../../domain/curie.js";
import type { Found } from "../../audit.js";
import { formerIdsOf } from "../../concept-variants.js";
import { checkFormerIds } from "../../former-ids.js";
import type { GraphDatabase, Row, Transaction } from "../graph-database.js";
import { type Properties, storedConcept } from "../properties.js";
import { statement } from "../statements.js";
import { walkIds } from "../walk.js";
import { type Fault, lock, type Section } from "./section.js";

/** The redirects to each concept. */
export const formerIdSection: Section = {
  kind: "former ids",
  async *walk(database: GraphDatabase) {
    const strides = walkIds(database, statement("next-concept-ids"), statement("read-former-ids"));
    for await (const { ids, rows } of strides) {
      const suspects = rows.flatMap((row) => (compared(row).finding ? [compared(row).concept] : []));
      yield { suspects, seen: ids.length };
    }
  },
  async check(transaction, ids) {
    await lock(transaction, "lock-present-concepts", ids);
    const rows = await transaction.run(statement("read-former-ids"), { ids });
    return rows.flatMap((row): readonly Fault[] => {
      const { concept, wanted, held, finding } = compared(row);
      if (!finding) return [];
      return [{ finding, repair: () => redirect(transaction, concept, wanted, held) }];
    });
  },
};

/** Former ids that lead to nothing. */
export const strayFormerIdSection: Section = {
  kind: "former ids",
  async *walk(database: GraphDatabase) {
    const stray = await database.run(statement("stray-former-ids"));
    yield { suspects: stray.map(({ id }) => id as string), seen: stray.length };
  },
  async check(transaction, suspects) {
    await transaction.run(statement("lock-present-former-ids"), { ids: [...suspects].sort() });
    const stray = await transaction.run(statement("stray-former-ids"));
    const found = stray.map(({ id }) => id as string).filter((id) => suspects.includes(id));
    return found.map((subject): Fault => {
      const message = "a former id that leads to no concept";
      const repair = () => transaction.run(statement("drop-unused-former-ids"), { ids: [subject] });
      return { finding: { invariant: "orphan", subject, message }, repair };
    });
  },
};

interface Compared {
  readonly concept: Curie;
  readonly wanted: readonly Curie[];
  readonly held: readonly Curie[];
  readonly finding: Found | undefined;
}

function compared(row: Row): Compared {
  const stored = storedConcept(row.concept as Properties);
  const concept = stored.variants[0].concept.id;
  const held = row.formerly as readonly Curie[];
  return { concept, held, wanted: formerIdsOf(stored), finding: checkFormerIds(concept, stored, held) };
}

async function redirect(
  transaction: Transaction,
  concept: Curie,
  wanted: readonly Curie[],
  held: readonly Curie[],
): Promise<void> {
  const ids = [...new Set([...wanted, ...held])].sort();
  const rows = (some: readonly Curie[]) => some.map((id) => ({ id, concept }));
  await transaction.run(statement("lock-former-ids"), { ids });
  await transaction.run(statement("drop-former-ids"), {
    rows: rows(held.filter((id) => !wanted.includes(id))),
  });
  await transaction.run(statement("put-former-ids"), { rows: rows(wanted) });
  await transaction.run(statement("drop-unused-former-ids"), { ids });
}
