import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { collect, sortedRows } from "./contract.js";
import { crashPaper } from "./crash-papers.js";

const root = mkdtempSync(join(tmpdir(), "litweave-crash-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("is whole after its writer is killed, again and again", async () => {
  const folder = join(root, "lived");
  let written = 0;
  for (const liveMs of [40, 90, 200]) {
    const script = join(import.meta.dirname, "crash-writer.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, folder, String(written)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    await sleep(liveMs);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;

    const store = await openStore(folder);
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    const { documents } = await store.counts();
    // Three papers go into each transaction: all of them or none.
    expect(documents % 3).toBe(0);
    const built = await openStore(join(root, `built-${liveMs}`));
    await built.write(Array.from({ length: documents }, (_, i) => crashPaper(i)));
    expect(await sortedRows(store)).toEqual(await sortedRows(built));
    await built.close();
    await store.close();
    written = documents;
  }
  expect(written).toBeGreaterThan(0);
});
