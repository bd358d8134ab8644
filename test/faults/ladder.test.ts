import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { layGround, newShelf } from "./ground.js";
import { ladder } from "./ladder.js";
import type { Ground } from "./rung.js";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Some of each rung that needs no server of its own; `npm run faults` climbs all of them in full. */
describe.skipIf(process.platform !== "linux")("the graph equals the undisturbed one after", () => {
  const shelf = newShelf();
  let ground: Ground;
  beforeAll(async () => {
    ground = await layGround(shelf, 1);
  });
  afterAll(() => rmSync(shelf, { recursive: true, force: true }));

  it.each(ladder.flatMap((rung) => (rung.timesInTests > 0 ? [[rung.name, rung] as const] : [])))(
    "%s",
    async (name, { timesInTests: times, climb }) => {
      const folder = join(shelf, name);
      mkdirSync(folder);
      expect((await climb({ times, folder, ground })).faults).toEqual([]);
    },
  );

  it("is laid on papers that are revised, deleted and retracted", () => {
    const rows = JSON.stringify(ground.undisturbed);
    for (const word of ['"retracted"', '"deleted"']) expect(rows).toContain(word);
    expect(ground.documents).toBeGreaterThan(70);
  });
});
