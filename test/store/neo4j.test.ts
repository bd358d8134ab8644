import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import neo4j from "neo4j-driver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open-store.js";
import { type RunningNeo4j, startNeo4j } from "../neo4j/server.js";
import { describeStore } from "./contract.js";

const server: RunningNeo4j | undefined = await startNeo4j({ authentication: true });
if (!server) console.log("skipped: no Neo4j");

describe.skipIf(!server)("the real Neo4j", () => {
  const { url, user, password } = server ?? { url: "", user: "", password: "" };
  const folder = mkdtempSync(join(tmpdir(), "litweave-reference-"));
  const driver = neo4j.driver(url || "bolt://127.0.0.1", neo4j.auth.basic(user, password));
  let made = 0;

  async function open() {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
    return openStore(url, { user, password });
  }

  beforeAll(async () => {
    const { records } = await driver.executeQuery(
      "MATCH (n) WHERE NOT n:LitweaveSchema RETURN count(n) AS nodes",
    );
    if (Number(records[0]?.get("nodes")) > 0) {
      throw new Error(
        `the database at ${url} is not empty, and these tests would empty it: name another in NEO4J_URI`,
      );
    }
  });
  afterAll(async () => {
    await driver.executeQuery("MATCH (n) WHERE NOT n:LitweaveSchema DETACH DELETE n");
    await driver.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  // Compared with an embedded store, so that both adapters are held to the same graph.
  const openReference = () => openStore(join(folder, String(made++)));
  describeStore("neo4j", { open, openReference, histories: 25 });
});

describe("a Neo4j that is not to be had", () => {
  it("is an error that says what to do", async () => {
    const refused = openStore("bolt://127.0.0.1:1", { user: "neo4j", password: "x" });
    await expect(refused).rejects.toMatchObject({
      code: "STORE_UNAVAILABLE",
      hint: expect.stringContaining("check host and port"),
    });
  });

  it("never takes a password inside the URL", async () => {
    const refused = openStore("bolt://neo4j:secret@127.0.0.1");
    await expect(refused).rejects.toMatchObject({
      code: "USAGE",
      message: expect.not.stringContaining("secret"),
    });
  });
});
