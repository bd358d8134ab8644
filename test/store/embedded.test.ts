import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { describeStore } from "./contract.js";
import { describeJournal } from "./describe-journal.js";

// Hundreds of stores are made: in memory where the system offers a folder there, since each commit is forced to disk.
const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const root = mkdtempSync(join(shelf, "litweave-store-"));
let made = 0;
const open = (options: { journalEntries?: number } = {}) => openStore(join(root, String(made++)), options);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describeStore("embedded", { open: () => open() });
describeJournal(open);
