import { LitweaveError } from "../../domain/errors.js";

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_BUSY") || codeOf(error).startsWith("SQLITE_LOCKED");
}

/** What a failure of SQLite means to the user; anything unforeseen comes back as it is. */
export function embeddedError(cause: unknown, file: string): unknown {
  if (cause instanceof LitweaveError) return cause;
  const code = codeOf(cause);
  if (isBusy(cause)) {
    return new LitweaveError("STORE_BUSY", `another process is writing to ${file}`, {
      cause,
      hint: "wait for it to finish and try again",
    });
  }
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return new LitweaveError("BAD_STORE", `${file} is damaged or no Litweave store`, {
      cause,
      hint: "restore the folder from a backup, or ingest again into a new folder",
    });
  }
  if (
    code.startsWith("SQLITE_READONLY") ||
    code.startsWith("SQLITE_FULL") ||
    code.startsWith("SQLITE_IOERR")
  ) {
    return new LitweaveError("STORE_UNAVAILABLE", `${file} cannot be written: ${(cause as Error).message}`, {
      cause,
      hint: "check that the folder is writable and the disk has room; nothing of this batch was stored",
    });
  }
  if (cause instanceof Error && /unable to open/iu.test(cause.message)) {
    return new LitweaveError("STORE_UNAVAILABLE", `${file} cannot be opened`, {
      cause,
      hint: "check that the folder exists and that you may read and write it",
    });
  }
  return cause;
}
