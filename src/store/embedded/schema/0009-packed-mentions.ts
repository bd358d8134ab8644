import { packMentionsJson } from "../../packed-mentions.js";
import type { Connection } from "../connection.js";

/** Documents that are held at a time. */
const stride = 200;

/**
 * Mentions packed (decision 0026). What this frees inside the file is used by what comes next; a backup (`litweave backup`), which leaves free
 * pages out, is as small as the graph.
 */
export function packStoredMentions(connection: Connection): void {
  connection.script("ALTER TABLE document ADD COLUMN packed_mentions BLOB");
  let last = 0;
  for (;;) {
    const rows = connection.all(
      "SELECT rowid AS number, mentions FROM document WHERE rowid > ? ORDER BY rowid LIMIT ?",
      last,
      stride,
    );
    for (const { number, mentions } of rows) {
      last = number as number;
      if (typeof mentions !== "string") continue;
      connection.run(
        "UPDATE document SET packed_mentions = ?, mentions = NULL WHERE rowid = ?",
        packMentionsJson(mentions),
        last,
      );
    }
    if (rows.length < stride) break;
  }
  connection.script(`
    ALTER TABLE document DROP COLUMN mentions;
    ALTER TABLE document RENAME COLUMN packed_mentions TO mentions; -- linked mentions, with reasons and runners-up
  `);
}
