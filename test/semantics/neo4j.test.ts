import { afterAll, describe, vi } from "vitest";
import { startNeo4j } from "../neo4j/server.js";

import { neo4jPlace } from "./places.js";
import { testRules } from "./rules.js";

const server = await startNeo4j({ brief: true });
if (!server) console.log("skipped: no Neo4j");
// Each statement is planned once, which takes long on a machine that does other things beside.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe.skipIf(!server)("the real Neo4j", () => {
  if (!server) return;
  const place = neo4jPlace(server);
  afterAll(async () => {
    await place.end();
    await server.stop();
  });

  testRules(place, { rules: 5, histories: 40 });
});
