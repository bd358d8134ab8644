import { setImmediate as pause } from "node:timers/promises";
import type { Finding, VerifyOptions } from "../../domain/graph-store.js";
import { Connection } from "./connection.js";
import { conceptSection } from "./verify/check-concepts.js";
import { documentSection } from "./verify/check-documents.js";
import { evidenceSection, strayMentionSection, withheldSection } from "./verify/check-evidence.js";
import { checkFile } from "./verify/check-file.js";
import { formerIdSection } from "./verify/check-former-ids.js";
import { strayNameSection } from "./verify/check-names.js";
import { noticeSection } from "./verify/check-notices.js";
import { strayParentSection } from "./verify/check-parents.js";
import { tripleSection } from "./verify/check-triples.js";
import type { Fault, Section } from "./verify/section.js";

/** In this order: what is put right in one section shows in the counts of those that follow. */
const sections: readonly Section[] = [
  noticeSection,
  documentSection,
  evidenceSection,
  withheldSection,
  strayMentionSection,
  tripleSection,
  conceptSection,
  formerIdSection,
  strayNameSection,
  strayParentSection,
];

/** How many things are put right in one transaction: writers wait no longer than for so many. */
const repairedAtOnce = 100;
const pauseEvery = 200;

/**
 * Checks every invariant. Without `repair` all of it sees one state of the graph. With it each section sees one, and what it finds
 * is looked at again and put right in short transactions, so that other writers wait as for one another.
 *
 * While the file itself is damaged, nothing else is checked: what it would say could not be relied on.
 */
export async function* verifyGraph(
  file: string,
  patienceMs: number,
  { repair, onProgress }: VerifyOptions,
): AsyncGenerator<Finding> {
  const reader = new Connection(file, true);
  const writer = repair ? new Connection(file, false) : undefined;
  const transaction = writer && (<T>(act: () => T) => writer.transaction(patienceMs, act));
  try {
    let damaged = false;
    onProgress?.("file", 0, 1);
    for await (const finding of checkFile(
      reader,
      file,
      writer && ((act) => transaction!(() => act(writer))),
    )) {
      damaged ||= !finding.repaired;
      yield finding;
    }
    if (damaged) return;
    if (!writer) reader.script("BEGIN");
    for (const section of sections) {
      if (writer) reader.script("BEGIN");
      const broken: string[] = [];
      for await (const { subject, faults } of walked(reader, section, onProgress)) {
        if (!writer) {
          yield* faults.map(({ finding }) => ({ ...finding, repaired: false }));
        } else if (broken.push(subject) === repairedAtOnce) {
          yield* await transaction!(() => mended(writer, section, broken.splice(0)));
        }
      }
      if (writer) {
        reader.script("COMMIT");
        if (broken.length > 0) yield* await transaction!(() => mended(writer, section, broken));
      }
    }
  } finally {
    reader.close();
    writer?.close();
  }
}

/**
 * The things of a section that are broken. It pauses now and then, since the engine frees what its rows held only between two turns
 * of the event loop: without the pauses 100,000 documents took 1.3 GiB.
 */
async function* walked(
  connection: Connection,
  section: Section,
  onProgress: VerifyOptions["onProgress"],
): AsyncGenerator<{ readonly subject: string; readonly faults: readonly Fault[] }> {
  const total = section.total(connection);
  let done = 0;
  for (const subject of section.subjects(connection)) {
    const faults = faultsOf(connection, section, subject);
    if (faults.length > 0) yield { subject, faults };
    done += 1;
    if (done % pauseEvery > 0) continue;
    onProgress?.(section.kind, done, total);
    await pause();
  }
  onProgress?.(section.kind, done, Math.max(done, total));
}

/** Looks at each once more, now that nobody else can write, and puts right what is still broken. */
function mended(writer: Connection, section: Section, subjects: readonly string[]): readonly Finding[] {
  return subjects.flatMap((subject) =>
    faultsOf(writer, section, subject).map(({ finding, repair, mark }) => {
      (repair ?? mark)?.(writer);
      return { ...finding, repaired: repair !== undefined };
    }),
  );
}

/** A value that cannot be read is a finding, and the rest is checked all the same. */
function faultsOf(connection: Connection, section: Section, subject: string): readonly Fault[] {
  try {
    return section.check(connection, subject);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    const message = `what is stored of it cannot be read: ${error.message}`;
    const hint = "restore a backup (litweave restore), or ingest again into a new folder";
    return [{ finding: { invariant: "record", subject, message, hint } }];
  }
}
