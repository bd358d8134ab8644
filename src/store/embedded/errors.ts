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
  // Preparing a statement gives such errors another code than running it.
  const message = cause instanceof Error ? cause.message : "";
  if (
    /^SQLITE_(READONLY|FULL|IOERR)/u.test(code) ||
    /readonly database|disk is full|disk I\/O/u.test(message)
  ) {
    return new LitweaveError("STORE_UNAVAILABLE", `${file} cannot be written: ${message}`, {
      cause,
      hint: "check that you may write to the folder, also to read it, and that the disk has room; nothing of this batch was stored",
    });
  }
  if (/unable to open/iu.test(message)) {
    return new LitweaveError("STORE_UNAVAILABLE", `${file} cannot be opened`, {
      cause,
      hint: "check that the folder exists and that you may read and write it",
    });
  }
  return cause;
}
