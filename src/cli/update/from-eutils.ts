import type { SourceRecord } from "../../domain/document.js";
import { type Eutils, openEutils } from "../../follow/eutils/client.js";
import { recordsOf } from "../../follow/eutils/fetch-records.js";
import { dayOf } from "../../follow/eutils/pieces.js";
import { readPmids } from "../../follow/eutils/pmids.js";
import { queryRecords } from "../../follow/eutils/query-records.js";
import type { Patience } from "../../follow/http/patience.js";
import { readUpdateState, withQuery, writeUpdateState } from "../../follow/update-state.js";
import { recordsInSets } from "../../pipeline/pubmed-records.js";
import type { Ingesting } from "../ingesting.js";
import type { UpdateTask } from "./update-flags.js";

type EutilsTask = Exclude<UpdateTask, { kind: "pubmed" }>;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Ingests what a query finds, or records by their PMIDs, while the next of them are fetched.
 *
 * @param folder where the state is
 * @returns for the summary: the query, and the PMIDs that PubMed does not have
 */
export async function updateFromEutils(
  ingesting: Ingesting,
  task: EutilsTask,
  folder: string,
  patience: Patience,
  ncbi: { readonly apiKey: string; readonly email: string },
): Promise<Readonly<Record<string, unknown>>> {
  const eutils = openEutils({ baseUrl: task.baseUrl, patience, ...ncbi });
  return task.kind === "query"
    ? fromQuery(ingesting, task, folder, patience, eutils)
    : fromPmids(ingesting, await readPmids(task.pmids), eutils);
}

async function fromQuery(
  ingesting: Ingesting,
  { query, since, dateType }: Extract<EutilsTask, { kind: "query" }>,
  folder: string,
  { clock }: Patience,
  eutils: Eutils,
): Promise<Readonly<Record<string, unknown>>> {
  const state = await readUpdateState(folder);
  const began = clock.now();
  const last = state.queries.find((one) => one.query === query);
  // A day more, since PubMed's days are those of its own time zone.
  const again = last && dayOf(Date.parse(last.at) - dayMs);
  const first = since === "last" ? again : since;
  const records = queryRecords(eutils, clock, {
    term: query,
    dateType,
    ...(first !== undefined && { since: first }),
  });
  const report = await ingesting.ingest(recordsInSets(records, `query ${query}`));
  if (!ingesting.signal.aborted) {
    const done = { query, at: new Date(began).toISOString(), records: report.documents };
    await writeUpdateState(folder, withQuery(await readUpdateState(folder), done));
  }
  return { query, ...(first !== undefined && { since: first }) };
}

async function fromPmids(
  ingesting: Ingesting,
  pmids: readonly string[],
  eutils: Eutils,
): Promise<Readonly<Record<string, unknown>>> {
  const left = new Set(pmids.map((pmid) => `PMID:${pmid}`));
  await ingesting.ingest(tickedOff(recordsInSets(recordsOf(eutils, pmids), "PMIDs"), left));
  if (ingesting.signal.aborted) return {};
  const notFound = [...left];
  if (notFound.length > 0) {
    const shown = notFound.slice(0, 10).join(", ");
    eutils.log(
      `PubMed has no record of ${notFound.length} of ${pmids.length}: ${shown}${notFound.length > 10 ? ", …" : ""}`,
    );
  }
  return { notFound };
}

async function* tickedOff(
  records: AsyncIterable<SourceRecord>,
  left: Set<string>,
): AsyncGenerator<SourceRecord> {
  for await (const record of records) {
    if (record.kind === "document") left.delete(record.document.id);
    if (record.kind === "failure") left.delete(record.failure.documentId ?? "");
    yield record;
  }
}
