import { countVariant, variantName } from "../../concept-variants.js";
import type { Standing } from "../../standing.js";
import { contributionOf } from "../../stored-document.js";
import type { Transaction } from "../graph-database.js";
import { type LoadedEntry, loadConcepts } from "../load-graph.js";
import { conceptProperties, documentProperties, mentionProperties } from "../properties.js";
import { evidenceRow } from "../save-graph.js";
import { statement } from "../statements.js";

/**
 * Puts a document into the graph, or takes it out, as its entry says, whatever the graph holds of it. The counts of triples and
 * concepts are left to the sections that follow.
 */
export async function rewriteDocument(
  transaction: Transaction,
  { entry, references: present }: LoadedEntry,
): Promise<void> {
  const run = (name: string, parameters: Readonly<Record<string, unknown>>) =>
    transaction.run(statement(name), parameters);
  const { id } = entry;
  const { evidence, withheld, references } = contributionOf(entry);
  const keys = (entry.delivery?.evidence ?? []).map(({ key }) => key);
  await run("drop-evidence", { keys });
  await run("drop-retracted-evidence", { keys });
  await run("drop-mentions", { rows: [...present.keys()].map((concept) => ({ document: id, concept })) });
  await run("put-documents", { rows: [{ id, properties: documentProperties(entry) }] });
  const ids = [...references.keys()].sort();
  await run("lock-concepts", { ids });
  const stored = await loadConcepts(transaction, ids);
  const described = [...references.values()].flatMap(({ concept }) => {
    const before = stored.get(concept.id);
    const known = before?.variants ?? [];
    if (known.some((variant) => variantName(variant.concept) === variantName(concept))) return [];
    const [first, ...rest] = countVariant(known, concept, 1);
    if (!first) return [];
    const after = { variants: [first, ...rest], triples: before?.triples ?? 0 } as const;
    const former = known[0]?.concept.category;
    const formerly = former === undefined || former === first.concept.category ? [] : [former];
    return [{ id: concept.id, properties: conceptProperties(after), formerly }];
  });
  await run("put-concepts", { rows: described });
  const rowsOf = (standings: readonly Standing[]) =>
    standings.map((standing) => evidenceRow({ ...standing, duplicateOf: undefined }));
  await run("put-evidence", { rows: rowsOf(evidence) });
  await run("put-retracted-evidence", { rows: rowsOf(withheld) });
  const mentions = [...references.values()].map((reference) => ({
    document: id,
    concept: reference.concept.id,
    properties: mentionProperties(variantName(reference.concept), reference.spans),
  }));
  await run("put-mentions", { rows: mentions });
}
