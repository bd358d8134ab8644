import { LitweaveError } from "../domain/errors.js";
import type { Client } from "./access/client.js";
import { ingestorOf } from "./context.js";
import { checkOwn } from "./csrf.js";
import type { Ingestor } from "./ingestor.js";
import type { Audit } from "./observe/audit.js";
import { requireRole } from "./roles.js";

interface Upload {
  readonly request: Request;
  readonly url: URL;
  readonly ingestor: Ingestor | undefined;
  readonly client: Client;
  readonly audit: Audit | undefined;
}

/**
 * `POST /ingest?name=FILE&format=FORMAT` with a file as its body, gzipped or not, which goes to the disk as it comes.
 *
 * @returns the job's id
 */
export async function takeUpload({
  request,
  url,
  ingestor,
  client,
  audit,
}: Upload): Promise<{ readonly job: string }> {
  if (request.method !== "POST") {
    throw new LitweaveError("BAD_INPUT", `/ingest takes files by POST, not by ${request.method}`);
  }
  checkOwn(request);
  requireRole(client, "ingest");
  const [name, format] = [url.searchParams.get("name"), url.searchParams.get("format")];
  const file = { ...(name !== null && { name }), ...(format !== null && { format }) };
  const body = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;
  const { kind, name: clientName, account } = client;
  const entry = {
    client: { kind, name: clientName, account },
    what: [{ field: "POST /ingest", arguments: file }],
  };
  try {
    const { id } = await ingestorOf({ ingestor }).ingestFile(file, body);
    audit?.({ ...entry, at: new Date().toISOString(), outcome: "done" });
    return { job: id };
  } catch (error) {
    const outcome = error instanceof LitweaveError ? error.code : "INTERNAL";
    audit?.({ ...entry, at: new Date().toISOString(), outcome });
    throw error;
  }
}
