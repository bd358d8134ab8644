import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { describeStore } from "./contract.js";

// Hundreds of stores are made: in memory where the system offers a folder there, since each commit is forced to disk.
const shelf = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const root = mkdtempSync(join(shelf, "litweave-store-"));
let made = 0;
const open = () => openStore(join(root, String(made++)));

afterAll(() => rmSync(root, { recursive: true, force: true }));

describeStore("embedded", { open });
