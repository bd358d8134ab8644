import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, vi } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { describeRevising } from "./revising.js";

// Several sets of models are opened, which takes long on a machine that does other things beside.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const root = mkdtempSync(join(tmpdir(), "litweave-revising-"));
let made = 0;
const open = () => openStore(join(root, String(made++)));

afterAll(() => rmSync(root, { recursive: true, force: true }));

describeRevising("embedded", { open, openReference: open });
