import { join } from "node:path";
import neo4j from "neo4j-driver";
import { afterAll, describe, vi } from "vitest";
import { openNameThreads } from "../../src/encode/name-threads.js";
import { embedConcepts } from "../../src/pipeline/embed-concepts.js";
import { openStore } from "../../src/store/open-store.js";
import { modelOptions } from "../models.js";
import { type RunningNeo4j, startNeo4j } from "../neo4j/server.js";
import { describeConceptVectors } from "./describe-concept-vectors.js";
import { describeGuide } from "./describe-guide.js";
import { describeMigrations } from "./describe-migrations.js";
import { describeSavedQueries } from "./describe-saved-queries.js";
import { savedQueryWorld } from "./saved-query-world.js";

const server: RunningNeo4j | undefined = await startNeo4j({ brief: true });
if (!server) console.log("skipped: no Neo4j");
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe.skipIf(!server)("the real Neo4j as its users meet it", () => {
  const { url, user, password } = server ?? { url: "", user: "", password: "" };
  const driver = neo4j.driver(url || "bolt://127.0.0.1", neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
  });
  afterAll(async () => {
    await driver.close();
    await server?.stop();
  });

  async function open() {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
    return openStore(url, { user, password });
  }

  async function buildWorld() {
    const store = await open();
    await store.write(savedQueryWorld);
    const names = await openNameThreads(join(modelOptions.models, "names"));
    await embedConcepts({ vectors: store.vectors!, names });
    await Promise.all([names.close(), store.close()]);
  }

  describeMigrations(driver, (log) => openStore(url, { user, password, ...(log && { log }) }));
  describeSavedQueries(driver, buildWorld);
  describeGuide(driver, buildWorld);
  describeConceptVectors(driver, open);
});
