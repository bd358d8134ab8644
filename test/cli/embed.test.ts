import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { litweave } from "./running.js";

const folder = mkdtempSync(join(tmpdir(), "litweave-embed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("litweave embed", () => {
  it("says of an embedded store that it keeps no vectors, and what to do", async () => {
    await openStore(folder).then((store) => store.close());
    const run = await litweave("embed", "--store", folder, "--json");
    expect(run.exitCode).toBe(2);
    expect(run.json.at(-1)).toMatchObject({
      error: { code: "USAGE", message: expect.stringContaining("keeps no vectors") },
    });
  });
});
