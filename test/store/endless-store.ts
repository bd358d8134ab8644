import { join } from "node:path";
import Database from "libsql";
import { openStore } from "../../src/store/open-store.js";
import { paper } from "./world.js";

/** Makes a store whose documents are a view without end: whoever counts them never comes to one. @returns its file */
export async function endlessStore(place: string): Promise<string> {
  const store = await openStore(place);
  await store.write([paper({ id: "PMID:1", mentions: ["stroke"] })]);
  await store.close();
  const file = join(place, "graph.db");
  const database = new Database(file);
  database.exec(`DROP TABLE document;
    CREATE VIEW document AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
      SELECT i AS id, 'live' AS status, 0 AS mention_count FROM n`);
  database.close();
  return file;
}
