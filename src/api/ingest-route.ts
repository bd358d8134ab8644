import { LitweaveError } from "../domain/errors.js";
import { ingestorOf } from "./context.js";
import { checkOwn } from "./csrf.js";
import type { Ingestor } from "./ingestor.js";
import { requireRole, rolesOf } from "./roles.js";

/**
 * `POST /ingest?name=FILE&format=FORMAT` with a file as its body, gzipped or not, which goes to the disk as it comes.
 *
 * @returns the job's id
 */
export async function takeUpload(
  request: Request,
  url: URL,
  ingestor: Ingestor | undefined,
): Promise<{ readonly job: string }> {
  if (request.method !== "POST") {
    throw new LitweaveError("BAD_INPUT", `/ingest takes files by POST, not by ${request.method}`);
  }
  checkOwn(request);
  requireRole({ roles: rolesOf(request) }, "ingest");
  const [name, format] = [url.searchParams.get("name"), url.searchParams.get("format")];
  const file = { ...(name !== null && { name }), ...(format !== null && { format }) };
  const body = (request.body ?? []) as unknown as AsyncIterable<Uint8Array>;
  const { id } = await ingestorOf({ ingestor }).ingestFile(file, body);
  return { job: id };
}
