import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import type { GraphStore } from "../../domain/graph-store.js";
import type { Patience } from "../../follow/http/patience.js";
import { pubmedName } from "../../follow/pubmed/pubmed-file.js";
import { verifiedFiles } from "../../follow/pubmed/verified-files.js";
import {
  readUpdateState,
  type UpdateState,
  withPubmedFile,
  writeUpdateState,
} from "../../follow/update-state.js";
import { readRecords } from "../../read/records.js";
import type { Ingesting } from "../ingesting.js";
import type { UpdateTask } from "./update-flags.js";

/**
 * Ingests the PubMed files that are due, each remembered as soon as it is done.
 *
 * @param folder where the state and the downloads are
 * @returns for the summary: the files done in this run, and where the store stands then
 */
export async function updateFromPubmed(
  ingesting: Ingesting,
  { folder: source, from, baseUrl }: Extract<UpdateTask, { kind: "pubmed" }>,
  folder: string,
  patience: Patience,
): Promise<Readonly<Record<string, unknown>>> {
  const { clock, log } = patience;
  let state = await readUpdateState(folder);
  const done = state.pubmed;
  if (from === undefined) await checkStands(ingesting.store, state);
  const files: string[] = [];
  const due = verifiedFiles({
    baseUrl,
    folder: source,
    downloads: join(folder, "downloads"),
    patience,
    ...(done && { done }),
    ...(from !== undefined && { from }),
  });
  for await (const file of due) {
    const size = { read: 0, total: 0 };
    const records = readRecords([file.path], {
      onBytes: (read, total) => Object.assign(size, { read, total }),
    });
    const { documents, written, withdrawn, failed } = await ingesting.ingest(records, { size });
    if (ingesting.signal.aborted) break;
    state = withPubmedFile(state, file, new Date(clock.now()).toISOString());
    await writeUpdateState(folder, state);
    files.push(file.name);
    log(
      `${file.name}: ${documents} records, ${written} written, ${withdrawn} withdrawn, ${failed} failed; ${file.left} files left.`,
    );
  }
  const stands = state.pubmed && pubmedName(state.pubmed);
  if (files.length === 0 && !ingesting.signal.aborted) log(`Nothing new: the store stands at ${stands}.`);
  return { files, ...(stands !== undefined && { position: stands }) };
}

/** A state that outlived its graph would leave out all that was done before. */
async function checkStands(store: GraphStore, { pubmed }: UpdateState): Promise<void> {
  if (pubmed === undefined) return;
  const { documents, retracted, deleted } = await store.counts();
  if (documents + retracted + deleted > 0) return;
  throw new LitweaveError(
    "BAD_STORE",
    `the store is empty, although ${pubmedName(pubmed)} and what is before it count as done`,
    { hint: "begin anew with --from 1 --baseline, or go on with --from N" },
  );
}
