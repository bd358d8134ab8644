import { appendFileSync } from "node:fs";
import type { Audit } from "../api/observe/audit.js";
import { LitweaveError } from "../domain/errors.js";
import type { Terminal } from "./terminal.js";

/**
 * Keeps the audit as lines of JSON at the end of a file, for its owner alone; `-` is standard output. An entry is in the file before the
 * client is answered.
 *
 * @throws LitweaveError `USAGE` when the file cannot be written
 */
export function openAudit(file: string, terminal: Terminal): Audit {
  if (file === "-") return (entry) => terminal.print(JSON.stringify(entry));
  const append = (text: string) => appendFileSync(file, text, { mode: 0o600 });
  try {
    append("");
  } catch (cause) {
    throw new LitweaveError(
      "USAGE",
      `The audit file ${file} cannot be written: ${(cause as NodeJS.ErrnoException).code}`,
      {
        cause,
      },
    );
  }
  return (entry) => append(`${JSON.stringify(entry)}\n`);
}
