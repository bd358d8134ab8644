import type { Driver } from "neo4j-driver";
import { beforeAll, describe, expect, it } from "vitest";
import type { GraphStore } from "../../src/domain/graph-store.js";
import type { Neo4jOptions } from "../../src/store/neo4j/graph-database.js";
import { schemaStatements, tripleTypes } from "../../src/store/neo4j/statements.js";
import { paper } from "./world.js";

/** How constraints and indexes come into a real database. `open` opens a store there, several at once if asked. */
export function describeMigrations(
  driver: Driver,
  open: (log?: Neo4jOptions["log"]) => Promise<GraphStore>,
): void {
  describe("the schema's migrations", () => {
    const ask = async (statement: string) =>
      (await driver.executeQuery(statement)).records.map((record) => record.toObject());
    const present = async () => {
      const constraints = await ask("SHOW CONSTRAINTS YIELD name RETURN name");
      const indexes = await ask(
        "SHOW INDEXES YIELD name, type, state, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN name, state",
      );
      return {
        constraints: constraints.map(({ name }) => name).sort(),
        indexes: indexes.map(({ name, state }) => `${name} ${state}`).sort(),
      };
    };
    const recorded = () =>
      ask("MATCH (s:LitweaveSchema) RETURN s.version AS version, size(s.types) AS types");
    const drop = async (names: readonly string[], what: "INDEX" | "CONSTRAINT") => {
      for (const name of names) await driver.executeQuery(`DROP ${what} ${name} IF EXISTS`);
    };
    const dropAll = async () => {
      await driver.executeQuery("MATCH (n) DETACH DELETE n");
      const { constraints, indexes } = await present();
      await drop(constraints as string[], "CONSTRAINT");
      await drop(
        indexes.map((index) => index.split(" ")[0] ?? ""),
        "INDEX",
      );
    };
    /** What was said meanwhile. */
    const reopened = async () => {
      const told: string[] = [];
      await (await open((line) => void told.push(line))).close();
      return told;
    };
    let whole: Awaited<ReturnType<typeof present>>;
    const done = [{ version: schemaStatements().length, types: tripleTypes.length }];

    beforeAll(async () => {
      await dropAll();
      await reopened();
      whole = await present();
    });

    it("make every constraint and index, all online", async () => {
      const numbered = schemaStatements().filter((name) => !/triple-(key|belief)/u.test(name));
      expect(whole.constraints.length + whole.indexes.length).toBe(numbered.length + 2 * tripleTypes.length);
      expect(whole.indexes.filter((index) => !index.endsWith(" ONLINE"))).toEqual([]);
      expect(await recorded()).toEqual(done);
    });

    it("go on after they were broken off half-way, whether a step was recorded or not", async () => {
      await driver.executeQuery("MATCH (s:LitweaveSchema) SET s.version = 5");
      await drop(["document_status", "concept_names", "concept_embeddings"], "INDEX");
      expect(await reopened()).toEqual([
        expect.stringContaining(`from schema version 5 to ${schemaStatements().length}`),
      ]);
      expect(await present()).toEqual(whole);
      await driver.executeQuery("MATCH (s:LitweaveSchema) DELETE s");
      await drop(["evidence_key"], "CONSTRAINT");
      await reopened();
      expect(await present()).toEqual(whole);
      expect(await recorded()).toEqual(done);
    });

    it("are made once when several processes open an empty database together", async () => {
      await dropAll();
      const stores = await Promise.all([0, 1, 2, 3].map(() => open()));
      expect(await present()).toEqual(whole);
      expect(await recorded()).toEqual(done);
      await Promise.all(
        stores.map((store, i) => store.write([paper({ id: `PMID:${i}`, mentions: ["stroke"] })])),
      );
      expect(await stores[0]?.counts()).toMatchObject({ documents: 4, concepts: 1 });
      await Promise.all(stores.map((store) => store.close()));
    });

    it("keep one record of several that an earlier program made", async () => {
      await drop(["litweave_schema_id"], "CONSTRAINT");
      await driver.executeQuery(
        "MATCH (s:LitweaveSchema) SET s.version = $before WITH s CREATE (t:LitweaveSchema) SET t = properties(s)",
        { before: schemaStatements().findIndex((name) => name.includes("schema-record")) },
      );
      await reopened();
      expect(await present()).toEqual(whole);
      expect(await recorded()).toEqual(done);
    });

    it("index the type of a predicate that is new, and that alone", async () => {
      await driver.executeQuery(
        "MATCH (s:LitweaveSchema) SET s.types = [t IN s.types WHERE t <> 'HAS_PART']",
      );
      await drop(["triple_key_HAS_PART"], "CONSTRAINT");
      await drop(["triple_belief_HAS_PART"], "INDEX");
      await reopened();
      expect(await present()).toEqual(whole);
      expect(await recorded()).toEqual(done);
    });

    it("leave a database as it is when there is nothing to do", async () => {
      const last = () =>
        ask("SHOW DATABASES YIELD name, lastCommittedTxn WHERE name = 'neo4j' RETURN lastCommittedTxn");
      const before = await last();
      expect(await reopened()).toEqual([]);
      expect(await last()).toEqual(before);
    });
  });
}
