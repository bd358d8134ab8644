import type { Client, RequestOptions } from "./client.js";
import {
  IngestRecordsDocument,
  type IngestRecordsMutationVariables,
  IngestTextDocument,
  type IngestTextMutationVariables,
  JobProgressDocument,
} from "./generated.js";

/** Begins to write what a text says into the graph; {@link followJob} tells when it is there. Needs the role `ingest`. */
export async function ingestText(
  client: Client,
  variables: IngestTextMutationVariables,
  options?: RequestOptions,
) {
  return (await client.request(IngestTextDocument, variables, options)).ingestText;
}

/** Begins to write what records of documents say into the graph. Needs the role `ingest`. */
export async function ingestRecords(
  client: Client,
  variables: IngestRecordsMutationVariables,
  options?: RequestOptions,
) {
  return (await client.request(IngestRecordsDocument, variables, options)).ingestRecords;
}

/** A job now, and again as it gets on, until it has ended. Leaving the loop does not end the job. */
export async function* followJob(client: Client, id: string, options?: RequestOptions) {
  for await (const { jobProgress } of client.subscribe(JobProgressDocument, { id }, options))
    yield jobProgress;
}
