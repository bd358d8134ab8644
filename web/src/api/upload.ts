import { AskError, type Body, failureOf, unreachable } from "./ask.js";
import { keyHeader } from "./key.js";

/** Sends a file as it lies on the reader's disk. @returns the id of its job @throws AskError */
export async function upload(file: File): Promise<string> {
  let response: Response;
  try {
    response = await fetch(`/ingest?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", ...keyHeader() },
      body: file,
    });
  } catch {
    throw unreachable();
  }
  const body = (await response.json().catch(() => ({}))) as Body<never> & { readonly job?: string };
  const failure = failureOf(body);
  if (failure) throw failure;
  if (body.job === undefined)
    throw new AskError("FAILED", `The server answered ${response.status}`, undefined);
  return body.job;
}
