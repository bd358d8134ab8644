import { LitweaveError } from "./errors.js";

interface Meaning {
  readonly what: string;
  readonly hint: string;
}

const goOn = "then do the same again: what was done stays, the rest is done then";

/** What the system's refusals mean to the user, by the names that Node gives them. */
const meanings: Readonly<Record<string, Meaning>> = {
  ENOSPC: { what: "the disk is full", hint: `make room there, ${goOn}` },
  EDQUOT: { what: "the quota of the disk is used up", hint: `make room there or have it raised, ${goOn}` },
  EFBIG: {
    what: "no file may grow so large here",
    hint: `raise the limit (ulimit -f) or take another disk, ${goOn}`,
  },
  EROFS: {
    what: "the disk can only be read",
    hint: `choose a place that can be written, or mount it so, ${goOn}`,
  },
  EMFILE: {
    what: "this process may open no more files and connections",
    hint: `let it (ulimit -n, 1024 are plenty) or have fewer clients at once, ${goOn}`,
  },
  ENFILE: {
    what: "no process of this machine may open more files",
    hint: `end programs that hold many or raise fs.file-max, ${goOn}`,
  },
  ENOMEM: { what: "memory has run out", hint: `end other programs or give this one more, ${goOn}` },
  EAGAIN: {
    what: "the system starts no more processes",
    hint: `end some or raise the limit (ulimit -u), ${goOn}`,
  },
};

/** As C++ (ONNX Runtime) and V8 say it. */
const withoutMemory = /std::bad_alloc|^Array buffer allocation failed$/u;

/**
 * The error of a machine that has run out of something, in words, or undefined for any other. It is no defect, and no fault of a document.
 *
 * @param at the file, which the system names only when it opens one
 */
export function exhausted(cause: unknown, at?: string): LitweaveError | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (withoutMemory.test(cause.message)) {
    return new LitweaveError("EXHAUSTED", "memory has run out", { cause, hint: meanings.ENOMEM!.hint });
  }
  if (!("syscall" in cause) || !("code" in cause)) return undefined;
  const meaning = meanings[String(cause.code)];
  if (!meaning) return undefined;
  const path = at ?? ("path" in cause && typeof cause.path === "string" ? cause.path : undefined);
  return new LitweaveError(
    "EXHAUSTED",
    `${path === undefined ? "" : `${path}: `}${meaning.what} (${cause.code} at ${cause.syscall})`,
    {
      cause,
      hint: meaning.hint,
    },
  );
}
