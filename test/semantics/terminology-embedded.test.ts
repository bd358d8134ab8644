import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Connection } from "../../src/store/embedded/connection.js";
import { openStore } from "../../src/store/open-store.js";
import { collect, sortedRows } from "../store/contract.js";
import { describeTerminology } from "./terminology.js";
import { redirectingPaper } from "./two-terminologies.js";

const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const root = mkdtempSync(join(shelf, "litweave-terminology-"));
let made = 0;
const open = () => openStore(join(root, String(made++)));

afterAll(() => rmSync(root, { recursive: true, force: true }));

describeTerminology("embedded", { open, openReference: open, runs: 100 });

it.each([
  ["a redirect that is gone", "DELETE FROM former_id"],
  ["a redirect that nobody brought", "INSERT INTO former_id SELECT 'MONDO:99', id FROM concept"],
  ["a redirect to a concept that is gone", "INSERT INTO former_id VALUES ('MONDO:99', 'MONDO:98')"],
])("verify finds and repairs %s", async (_what, damage) => {
  const folder = join(root, String(made++));
  const store = await openStore(folder);
  await store.write([redirectingPaper()]);
  const whole = await sortedRows(store);
  const connection = new Connection(join(folder, "graph.db"), false);
  connection.script(damage);
  connection.close();
  const found = await collect(store.verify({ repair: false }));
  expect(found).toEqual([expect.objectContaining({ invariant: "reference", repaired: false })]);
  expect(await collect(store.verify({ repair: true }))).toHaveLength(1);
  expect(await collect(store.verify({ repair: false }))).toEqual([]);
  expect((await store.concepts(["MONDO:7"])).get("MONDO:7")?.id).toBe("MONDO:1");
  expect(await sortedRows(store)).toEqual(whole);
  await store.close();
});

it("gives what verify marked to be processed again, and no document that was deleted", async () => {
  const folder = join(root, String(made++));
  const store = await openStore(folder);
  const { fingerprint, extractor, terminology, document } = redirectingPaper();
  await store.write([redirectingPaper(), { kind: "delete", documentId: "PMID:2" }]);
  const connection = new Connection(join(folder, "graph.db"), false);
  connection.run("UPDATE document SET fingerprint = '' WHERE id = ?", document.id);
  connection.close();
  expect(await store.processedBy()).toEqual([{ fingerprint: "", extractor, terminology, documents: 1 }]);
  const given = await collect(store.documentsProcessedBy(""));
  expect(given.map((one) => one.document.id)).toEqual([document.id]);
  expect(await collect(store.documentsProcessedBy(fingerprint))).toEqual([]);
  await store.close();
});
