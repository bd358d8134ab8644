import type { Finding, VerifyOptions } from "../../domain/graph-store.js";
import type { GraphDatabase } from "./graph-database.js";
import { readCounts } from "./read-documents.js";
import { conceptSection } from "./verify/check-concepts.js";
import { documentSection } from "./verify/check-documents.js";
import { evidenceSection, withheldSection } from "./verify/check-evidence.js";
import { formerIdSection, strayFormerIdSection } from "./verify/check-former-ids.js";
import { noticeSection } from "./verify/check-notices.js";
import { checkSchema } from "./verify/check-schema.js";
import { tripleSection } from "./verify/check-triples.js";
import type { Section } from "./verify/section.js";

/** In this order: what is put right in one section shows in the counts of those that follow. */
const sections: readonly Section[] = [
  noticeSection,
  documentSection,
  evidenceSection,
  withheldSection,
  tripleSection,
  conceptSection,
  formerIdSection,
  strayFormerIdSection,
];

/** How many suspects are locked and looked at again in one transaction. */
const checkedAtOnce = 50;
const progressEvery = 500;

/**
 * Checks every invariant, section by section and stride by stride. The server isolates at read-committed, so a suspect is looked at
 * again under the locks that writers take: what is reported is broken, whatever is written meanwhile.
 */
export async function* verifyGraph(
  database: GraphDatabase,
  { repair, onProgress }: VerifyOptions,
): AsyncGenerator<Finding> {
  let damaged = false;
  for await (const finding of checkSchema(database, repair)) {
    damaged ||= !finding.repaired;
    yield finding;
  }
  // Without its indexes the walks would scan the whole graph for every stride.
  if (damaged) return;
  const counts = await readCounts(database);
  const documents = counts.documents + counts.retracted + counts.deleted;
  const totals: Readonly<Record<string, number>> = { ...counts, documents, notices: documents };
  for (const section of sections) {
    const suspects: string[] = [];
    let done = 0;
    for await (const step of section.walk(database)) {
      suspects.push(...step.suspects);
      const last = done;
      done += step.seen;
      if (Math.floor(last / progressEvery) < Math.floor(done / progressEvery))
        onProgress?.(section.kind, done, Math.max(done, totals[section.kind] ?? 0));
      while (suspects.length >= checkedAtOnce)
        yield* await settled(database, section, suspects.splice(0, checkedAtOnce), repair);
    }
    if (suspects.length > 0) yield* await settled(database, section, suspects, repair);
    onProgress?.(section.kind, done, done);
  }
}

async function settled(
  database: GraphDatabase,
  section: Section,
  suspects: readonly string[],
  repair: boolean,
): Promise<readonly Finding[]> {
  return database.write(async (transaction) => {
    const findings: Finding[] = [];
    for (const fault of await section.check(transaction, suspects)) {
      if (repair) await (fault.repair ?? fault.mark)?.();
      findings.push({ ...fault.finding, repaired: repair && fault.repair !== undefined });
    }
    return findings;
  });
}
