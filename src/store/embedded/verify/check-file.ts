import { LitweaveError } from "../../../domain/errors.js";
import type { Finding } from "../../../domain/graph-store.js";
import type { Connection } from "../connection.js";

const mostMessages = 20;
/** What SQLite says of an index that does not agree with its table; anything else is damage to the pages. */
const ofIndex = /^(row \S+ missing from index|wrong # of entries in index|non-unique entry in index)/u;

/** Lets SQLite check the pages and indexes of the file. Indexes can be made anew, pages cannot. */
export async function* checkFile(
  connection: Connection,
  file: string,
  transaction: ((act: (writer: Connection) => void) => Promise<void>) | undefined,
): AsyncGenerator<Finding> {
  const messages = integrityOf(connection);
  if (messages.length === 0) return;
  let left = messages;
  if (transaction && messages.every((message) => ofIndex.test(message))) {
    await transaction((writer) => writer.script("REINDEX"));
    left = integrityOf(connection);
  }
  for (const message of messages) {
    const repaired = left.length === 0;
    const hint = ofIndex.test(message)
      ? "--repair makes the indexes anew"
      : "pages of the file are damaged: restore a backup (litweave restore), or ingest again into a new folder";
    yield { invariant: "file", subject: file, message, repaired, ...(!repaired && { hint }) };
  }
}

function integrityOf(connection: Connection): readonly string[] {
  const messages: string[] = [];
  try {
    for (const row of connection.iterate(`PRAGMA integrity_check(${mostMessages})`)) {
      const lines = String(row.integrity_check).split("\n");
      messages.push(...lines.filter((line) => line !== "ok" && !line.startsWith("***")));
    }
  } catch (error) {
    // Damage can be such that the check itself does not get past it.
    if (!(error instanceof LitweaveError && error.code === "BAD_STORE")) throw error;
    messages.push("a page cannot be read");
  }
  return messages;
}
