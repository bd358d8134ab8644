import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, vi } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { startNeo4j } from "../neo4j/server.js";
import { describeCost } from "./cost.js";
import { neo4jWorkbench } from "./work.js";

const home = mkdtempSync(join(tmpdir(), "litweave-cost-"));
const server = await startNeo4j({ brief: true, home });
if (!server) console.log("skipped: no Neo4j");
vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 });

describe.skipIf(!server)("the real Neo4j", () => {
  afterAll(async () => {
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  describeCost("neo4j", {
    open: async () => {
      const { url, user, password } = server!;
      await openStore(url, { user, password }).then((store) => store.close());
      return neo4jWorkbench(url, user, password);
    },
    large: 1_500,
    tolerance: 0.1,
  });
});
