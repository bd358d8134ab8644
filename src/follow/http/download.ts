import { open, rm, stat } from "node:fs/promises";
import { LitweaveError } from "../../domain/errors.js";
import { ask } from "./ask.js";
import { PassingError, type Patience, patiently } from "./patience.js";
import { refusal } from "./refusal.js";

/**
 * Fetches a file to `path`, going on after the bytes that lie there already (`Range`, RFC 9110, 14). Whether what lies there
 * belongs to the same file is for the caller's checksum to say.
 *
 * Memory is one chunk. A server without ranges sends the file from its beginning.
 *
 * @throws LitweaveError `SOURCE_UNAVAILABLE`, `NOT_FOUND` or `CANCELLED`, see {@link patiently}; `BAD_INPUT` when it cannot be
 *   written. What has come stays
 */
export async function download(url: URL, path: string, patience: Patience): Promise<void> {
  let most = await sizeOf(path);
  await patiently(url.href, patience, async () => {
    try {
      await continued(url, path, patience);
    } catch (error) {
      if (isFileError(error)) {
        throw new LitweaveError("BAD_INPUT", `${path} cannot be written: ${error.message}`, {
          hint: "check that you may write there and that there is room",
          cause: error,
        });
      }
      const size = await sizeOf(path);
      if (!(error instanceof PassingError) || size <= most) throw error;
      most = size;
      throw new PassingError(error.message, { retryAfterMs: error.retryAfterMs, progressed: true });
    }
  });
}

async function continued(url: URL, path: string, patience: Patience): Promise<void> {
  const have = await sizeOf(path);
  const headers = { "accept-encoding": "identity", ...(have > 0 && { range: `bytes=${have}-` }) };
  await ask(url, { headers }, patience, async (response, heard) => {
    if (response.status === 416) {
      await response.body?.cancel();
      const [, total] = /\*\/(\d+)$/u.exec(response.headers.get("content-range") ?? "") ?? [];
      if (total === undefined || Number(total) === have) return;
      await rm(path);
      throw new PassingError(`the ${have} bytes fetched before are more than the file's ${total}`);
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw refusal(url.href, response);
    }
    const encoding = response.headers.get("content-encoding") ?? "identity";
    if (encoding !== "identity") {
      await response.body.cancel();
      throw new LitweaveError(
        "SOURCE_UNAVAILABLE",
        `${url.href}: the server sends the file with Content-Encoding ${encoding}, so that it cannot be verified`,
        { hint: "name a server that sends files as they are" },
      );
    }
    const start = startOf(response);
    if (start > 0 && start !== have) {
      await response.body.cancel();
      await rm(path);
      throw new PassingError(`the server sent bytes from ${start} on, asked for were those from ${have} on`);
    }
    await keep(response.body, path, start, heard);
    const due = start + Number(response.headers.get("content-length") ?? Number.NaN);
    const size = await sizeOf(path);
    if (size < due) throw new PassingError(`the file broke off after ${size} of ${due} bytes`);
  });
}

function startOf({ status, headers }: Response): number {
  if (status !== 206) return 0;
  return Number(/^bytes (\d+)-/u.exec(headers.get("content-range") ?? "")?.[1] ?? 0);
}

async function keep(
  body: AsyncIterable<Uint8Array>,
  path: string,
  start: number,
  heard: () => void,
): Promise<void> {
  const file = await open(path, start > 0 ? "a" : "w");
  try {
    for await (const chunk of body) {
      heard();
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
}

/** Node names the call that failed in errors of files; fetch wraps its own. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
