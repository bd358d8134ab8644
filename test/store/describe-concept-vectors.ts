import { join } from "node:path";
import type { Driver } from "neo4j-driver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { type NameThreads, openNameThreads } from "../../src/encode/name-threads.js";
import { normalForm } from "../../src/link/normal-form.js";
import { embedConcepts } from "../../src/pipeline/embed-concepts.js";
import { shippedDim } from "../../src/store/neo4j/statements.js";
import { litweave } from "../cli/running.js";
import { modelOptions } from "../models.js";
import { collect, sortedRows } from "./contract.js";
import { savedQueryWorld } from "./saved-query-world.js";
import { paper } from "./world.js";

/** Vectors of names in a real Neo4j, by the shipped name encoder. `open` gives an empty store. */
export function describeConceptVectors(driver: Driver, open: () => Promise<GraphStore>): void {
  describe("vectors of concepts' names", () => {
    let names: NameThreads;
    beforeAll(async () => {
      names = await openNameThreads(join(modelOptions.models, "names"));
    });
    afterAll(() => names?.close());

    const embed = (store: GraphStore, encoder: Pick<NameThreads, "manifest" | "encode"> = names) =>
      embedConcepts({ vectors: store.vectors!, names: encoder });
    const ask = async (statement: string, parameters = {}) =>
      (await driver.executeQuery(statement, parameters)).records.map((record) => record.toObject());
    const nearest = async (name: string, encoder: Pick<NameThreads, "encode"> = names) => {
      const vector = [...(await encoder.encode([normalForm(name)]))];
      const [found] = await ask(
        "CALL db.index.vector.queryNodes('concept_embeddings', 1, $vector) YIELD node RETURN node.name AS name",
        { vector },
      );
      return found?.name;
    };
    const embedded = async () =>
      (await ask("MATCH (c:Concept) WHERE c.embedding IS NOT NULL RETURN c.name AS name ORDER BY name")).map(
        ({ name }) => name,
      );
    const lastTransaction = async () =>
      (
        await ask("SHOW DATABASES YIELD name, lastCommittedTxn WHERE name = 'neo4j' RETURN lastCommittedTxn")
      )[0];

    it("have the length that the schema's index is made for", () => {
      expect(names.manifest.dim).toBe(shippedDim);
    });

    it.each([
      ["congestive cardiac failure", "Heart Failure"],
      ["adult onset diabetes", "Diabetes Mellitus, Type 2"],
      ["breast carcinoma", "Breast Neoplasms"],
      ["increased lactate acidosis", "Acidosis, Lactic"],
      ["metformin hydrochloride", "Metformin"],
    ])("find “%s”, which nobody indexed, near %s", async (asked, found) => {
      const store = await open();
      await store.write(savedQueryWorld);
      await embed(store);
      expect(await nearest(asked)).toBe(found);
      await store.close();
    });

    it("are no part of the graph, and the second run writes nothing", async () => {
      const store = await open();
      await store.write(savedQueryWorld);
      const rows = await sortedRows(store);
      const items = await itemsOf(store);
      expect(await embed(store)).toMatchObject({ embedded: 19, unchanged: 0, skipped: 0 });
      expect(await sortedRows(store)).toEqual(rows);
      expect(await itemsOf(store)).toEqual(items);
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      const before = await lastTransaction();
      expect(await embed(store)).toMatchObject({ embedded: 0, unchanged: 19, skipped: 0 });
      expect(await lastTransaction()).toEqual(before);
      await store.close();
    });

    it("stay while counts change, go with the name, and come back for the new one", async () => {
      const store = await open();
      await store.write([paper({ id: "PMID:1", mentions: ["diabetes", "stroke"] })]);
      await embed(store);
      await store.write([paper({ id: "PMID:2", mentions: ["stroke"] })]);
      expect(await embedded()).toEqual(["Diabetes Mellitus, Type 2", "Stroke"]);
      await store.write([paper({ id: "PMID:3", mentions: ["stroke"], renamed: ["stroke"] })]);
      expect(await embedded()).toEqual(["Diabetes Mellitus, Type 2"]);
      expect(await embed(store)).toMatchObject({ embedded: 1, unchanged: 1 });
      const [{ vector } = {}] = await ask(
        "MATCH (c:Concept {name: 'Stroke (new)'}) RETURN c.embedding AS vector",
      );
      expect(vector).toEqual([...(await names.encode([normalForm("Stroke (new)")]))]);
      await store.write([{ kind: "delete", documentId: "PMID:1" }]);
      expect(await embedded()).toEqual(["Stroke (new)"]);
      await store.close();
    });

    it("of a name that changed meanwhile are not put", async () => {
      const store = await open();
      await store.write([paper({ id: "PMID:1", mentions: ["stroke"] })]);
      const vector = await names.encode(["stroke"]);
      const row = { id: "MESH:D020521", vector } as const;
      const encoder = { id: "x", dim: vector.length };
      expect(await store.vectors!.put(encoder, [{ ...row, name: "Apoplexy" }])).toBe(0);
      expect(await embedded()).toEqual([]);
      expect(await store.vectors!.put(encoder, [{ ...row, name: "Stroke" }])).toBe(1);
      await store.close();
    });

    it("stay when verify repairs a concept, which loses what is not its own", async () => {
      const store = await open();
      await store.write([paper({ id: "PMID:1", mentions: ["stroke"] })]);
      await embed(store);
      const rows = await sortedRows(store);
      await driver.executeQuery("MATCH (c:Concept) SET c.triples = 7, c.note = 'by hand'");
      await collect(store.verify({ repair: true }));
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      expect(await sortedRows(store)).toEqual(rows);
      expect(await embedded()).toEqual(["Stroke"]);
      await store.close();
    });

    it("of another encoder are replaced, with an index of their length, and back", async () => {
      const store = await open();
      await store.write([paper({ id: "PMID:1", mentions: ["diabetes", "stroke", "tp53"] })]);
      await embed(store);
      const half = halved(names);
      expect(await embed(store, half)).toMatchObject({ embedded: 3, unchanged: 0 });
      expect(await nearest("cerebral stroke", half)).toBe("Stroke");
      await expect(nearest("cerebral stroke")).rejects.toThrow(/dimension/u);
      expect(await embed(store)).toMatchObject({ embedded: 3, unchanged: 0 });
      expect(await nearest("cerebral stroke")).toBe("Stroke");
      await store.close();
    });

    it("go on where they were broken off; a name without letters has none", async () => {
      const store = await open();
      await driver.executeQuery(
        `UNWIND range(1, 701) AS i
         CREATE (:Concept {id: 'X:' + (10000 + i), name: CASE i WHEN 701 THEN '+' ELSE 'protein ' + i END})`,
      );
      const stopping = new AbortController();
      const stopped = embedConcepts({
        vectors: store.vectors!,
        names,
        signal: stopping.signal,
        onProgress: () => stopping.abort(),
      });
      await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
      expect(await embedded()).toHaveLength(500);
      expect(await embed(store)).toMatchObject({ embedded: 200, unchanged: 500, skipped: 1 });
      expect(await embed(store)).toMatchObject({ embedded: 0, unchanged: 700, skipped: 1 });
      await store.close();
    });

    it("come by the command line, which says what it did", async () => {
      const store = await open();
      await store.write(savedQueryWorld);
      const run = await litweave("embed", "--store", store.location, "--json");
      expect(run.exitCode).toBe(0);
      expect(run.json.at(-1)).toMatchObject({ embedded: 19, unchanged: 0, skipped: 0 });
      await store.close();
    });
  });
}

/** The encoder as one would be whose vectors are half as long. */
function halved(names: NameThreads): Pick<NameThreads, "manifest" | "encode"> {
  const { manifest } = names;
  const dim = manifest.dim / 2;
  return {
    manifest: { ...manifest, version: "half", dim },
    encode: async (texts) => {
      const whole = await names.encode(texts);
      const rows = texts.map((_, row) => whole.subarray(row * manifest.dim, row * manifest.dim + dim));
      return Float32Array.from(rows.flatMap((row) => [...row]));
    },
  };
}

async function itemsOf(store: GraphStore): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  for await (const item of store.items(["concept"])) items.push(item);
  return items;
}
