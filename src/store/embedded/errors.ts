import { LitweaveError } from "../../domain/errors.js";

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_BUSY") || codeOf(error).startsWith("SQLITE_LOCKED");
}

interface Meaning {
  readonly test: RegExp;
  readonly message: string;
  readonly hint: string;
}

const kept = "what was stored before stays whole, nothing of this batch was stored";

/** By SQLite's code and words: preparing a statement gives such errors another code than running it. */
const meanings: readonly Meaning[] = [
  {
    test: /^SQLITE_FULL|disk is full/u,
    message: "cannot be written: the disk is full",
    hint: `make room and run the same command again: ${kept}`,
  },
  {
    test: /^SQLITE_READONLY|readonly database/u,
    message: "cannot be written: it can only be read",
    hint: `check that you may write to it and to its folder, and that the disk is not mounted for reading alone: ${kept}`,
  },
  {
    test: /^SQLITE_IOERR|disk I\/O/u,
    message: "cannot be read or written: the disk fails, or lets no file grow so large",
    hint: `look into the system's log, and for limits (quota, ulimit -f): ${kept}`,
  },
  {
    test: /^SQLITE_NOMEM|out of memory/u,
    message: "cannot be read or written: memory has run out",
    hint: `give the process more, and run the same command again: ${kept}`,
  },
  {
    test: /unable to open/iu,
    message: "cannot be opened",
    hint: "check that the folder exists, that you may read and write it, and that the process may open more files (ulimit -n)",
  },
];

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
  const meaning = meanings.find(({ test }) =>
    test.test(`${code} ${cause instanceof Error ? cause.message : ""}`),
  );
  if (!meaning) return cause;
  return new LitweaveError("STORE_UNAVAILABLE", `${file} ${meaning.message}`, { cause, hint: meaning.hint });
}
