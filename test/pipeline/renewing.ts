import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/api/create-api.js";
import type { RecordFailure } from "../../src/domain/document.js";
import { LitweaveError } from "../../src/domain/errors.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { type LazyStages, lazyStages } from "../../src/pipeline/lazy-stages.js";
import type { OpenStagesOptions } from "../../src/pipeline/open-stages.js";
import { type RenewOptions, reExtract, relink } from "../../src/pipeline/renew.js";
import { ingest } from "../../src/pipeline.js";
import { modelOptions } from "../models.js";
import { collect, sortedRows } from "../store/contract.js";
import { builtTerminology, deleted, records, studies } from "./changing-terminology.js";

export interface StoresUnderTest {
  readonly open: () => Promise<GraphStore>;
  readonly openReference: () => Promise<GraphStore>;
}

const onFailure = (failure: RecordFailure) => expect.fail(failure.reason);

/** The store, which asks to stop when it has given so many documents. */
function stopping(store: GraphStore, after: number): Pick<RenewOptions, "store" | "signal"> {
  const controller = new AbortController();
  let given = 0;
  return {
    signal: controller.signal,
    store: {
      ...store,
      async *documentsProcessedBy(fingerprint, from) {
        for await (const document of store.documentsProcessedBy(fingerprint, from)) {
          yield document;
          given += 1;
          if (given === after) controller.abort();
        }
      },
    },
  };
}

/** The real models and two releases of a terminology: after either command, the graph is that of a fresh build. */
export function describeRenewing(name: string, { open, openReference }: StoresUnderTest): void {
  describe(`relink and re-extract: ${name}`, () => {
    const stale = studies.length - 1;
    const made = new Map<string, LazyStages>();
    let terminologies: { readonly earlier: string; readonly later: string };
    let cache: string;

    beforeAll(async () => {
      cache = mkdtempSync(join(tmpdir(), "litweave-renewing-"));
      terminologies = {
        earlier: await builtTerminology("earlier"),
        later: await builtTerminology("later"),
      };
    });
    afterAll(async () => {
      for (const models of made.values()) await models.close();
    });

    function modelsWith(release: "earlier" | "later", more: Partial<OpenStagesOptions> = {}): LazyStages {
      const key = JSON.stringify([release, more]);
      const options = { ...modelOptions, terminology: terminologies[release], cache, ...more };
      const models = made.get(key) ?? lazyStages(options);
      made.set(key, models);
      return models;
    }

    async function filled(store: GraphStore, models: LazyStages): Promise<GraphStore> {
      await ingest({ records: records(), stages: await models.stages(), store, onFailure });
      return store;
    }

    async function expectFresh(store: GraphStore, models: LazyStages): Promise<void> {
      const fresh = await filled(await openReference(), models);
      expect(await sortedRows(store)).toEqual(await sortedRows(fresh));
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      await fresh.close();
    }

    it.each([
      ["with names unknown left alone", {}],
      ["with provisional concepts", { provisional: true }],
      ["with a least score of its own", { minScore: 0.2 }],
    ])("relinked %s, stopped half-way and resumed", async (_what, more) => {
      const store = await filled(await open(), modelsWith("earlier", more));
      const before = await sortedRows(store);
      const models = modelsWith("later", more);
      const half = await relink({ ...stopping(store, 4), models, onFailure });
      expect(half.report).toMatchObject({ documents: 4, failed: 0 });
      const rest = await relink({ store, models, onFailure });
      expect(rest.report.documents).toBe(stale - 4);
      const changed = half.linksChanged + rest.linksChanged;
      expect(changed).toBeGreaterThan(2);
      expect(changed).toBeLessThan(stale - 2);
      expect(await sortedRows(store)).not.toEqual(before);
      await expectFresh(store, models);

      const after = await sortedRows(store);
      const again = await relink({ store, models, onFailure });
      expect(again).toMatchObject({ linksChanged: 0, report: { documents: 0, written: 0, withdrawn: 0 } });
      expect(await sortedRows(store)).toEqual(after);
      await store.close();
    });

    it("opens no extractor while every link means what it meant", async () => {
      const store = await filled(await open(), modelsWith("earlier"));
      const models = modelsWith("earlier", { linkSettings: { runnersUp: 0 } });
      const blind: LazyStages = { ...models, stages: () => expect.fail("the extractor was opened") };
      const { report, linksChanged } = await relink({ store, models: blind, onFailure });
      expect(linksChanged).toBe(0);
      expect(report.written + report.withdrawn).toBe(stale);
      await expectFresh(store, models);
      await store.close();
    });

    it("re-extracted, stopped half-way and resumed; what only needs relinking is left", async () => {
      const earlier = modelsWith("earlier", { minScore: 0.9 });
      const store = await filled(await open(), earlier);
      const models = modelsWith("later", { minScore: 0.1 });
      expect((await relink({ store, models, onFailure })).report.documents).toBe(0);
      const half = await reExtract({ ...stopping(store, 5), models, onFailure });
      expect(half).toMatchObject({ documents: 5, failed: 0 });
      const rest = await reExtract({ store, models, onFailure });
      expect(rest.documents).toBe(stale - 5);
      await expectFresh(store, models);
      expect((await reExtract({ store, models, onFailure })).documents).toBe(0);
      const relinkable = modelsWith("earlier", { minScore: 0.1 });
      expect((await reExtract({ store, models: relinkable, onFailure })).documents).toBe(0);
      await store.close();
    });

    it("leaves what cannot be processed as it was, and tells of it", async () => {
      const store = await filled(await open(), modelsWith("earlier"));
      const models = modelsWith("later");
      const [first] = studies;
      const failing: LazyStages = {
        ...models,
        async linking() {
          const linking = await models.linking();
          return {
            ...linking,
            async relink(batch) {
              if (batch.some(({ document }) => document.id === first!.id))
                throw new LitweaveError("BAD_RECORD", "its mentions cannot be linked");
              return linking.relink(batch);
            },
          };
        },
      };
      const failures: RecordFailure[] = [];
      const { report } = await relink({
        store,
        models: failing,
        onFailure: (failure) => void failures.push(failure),
      });
      expect(report).toMatchObject({ documents: stale, failed: 1 });
      expect(failures).toMatchObject([
        { documentId: first!.id, file: store.location, record: 1, stage: "link" },
      ]);
      expect(JSON.parse(failures[0]!.source!.text)).toEqual(first);
      expect((await relink({ store, models, onFailure })).report.documents).toBe(1);
      await expectFresh(store, models);
      await store.close();
    });

    it("a merged concept is found by its former id", async () => {
      const store = await filled(await open(), modelsWith("earlier"));
      const ask = async () => {
        const api = createApi({ store, log: () => undefined });
        const query = `{ concept(id: "CHEBI:22188") { id name formerly documents }
          concepts(text: "chebi:22188") { edges { node { id } } }
          triples(involving: "CHEBI:22188") { totalCount edges { node { subject { id } } } }
          document(id: "${deleted}") { id } }`;
        const response = await api.fetch("http://localhost/graphql", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query }),
        });
        return (await response.json()).data;
      };
      const mentioning = { id: "CHEBI:22188", name: "aspirin", formerly: [], documents: 2 };
      expect((await ask()).concept).toEqual(mentioning);
      await relink({ store, models: modelsWith("later"), onFailure });
      const answer = await ask();
      expect(answer).toMatchObject({
        concept: { id: "CHEBI:15365", name: "acetylsalicylic acid", formerly: ["CHEBI:22188"], documents: 2 },
        concepts: { edges: [{ node: { id: "CHEBI:15365" } }] },
        document: null,
      });
      const own = await store.triples({ involving: "CHEBI:15365" }, { first: 50 });
      expect(answer.triples.totalCount).toBe(own.items.length);
      expect(own.items.length).toBeGreaterThan(0);
      await store.close();
    });
  });
}
