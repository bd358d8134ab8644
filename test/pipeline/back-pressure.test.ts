import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Document, SourceRecord } from "../../src/domain/document.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import type { IngestingStages, ReadDocument } from "../../src/pipeline/stages.js";
import { batchCharacters, ingest } from "../../src/pipeline.js";
import { openStore } from "../../src/store/open-store.js";
import { document as sampleDocument } from "../write/annotated-sample.js";

/** As long as a batch. */
const text = "A sentence of which nothing is known. ".repeat(Math.ceil(batchCharacters / 38));
/** Two read ahead, one in the encoder, one in linking, two in relations or behind them, one being written; three of them with hidden states. */
const mostUnderWay = { documents: 7, encoded: 3 };

function nothingIn(read: readonly ReadDocument[]) {
  return read.map(({ document }) => ({ document, mentions: [], relations: [], concepts: [] }));
}

describe("the pipeline", () => {
  let folder: string;
  let store: GraphStore;
  let [given, written, encoded, related] = [0, 0, 0, 0];
  let most: { documents: number; encoded: number };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "litweave-back-pressure-"));
    store = await openStore(folder);
    [given, written, encoded, related] = [0, 0, 0, 0];
    most = { documents: 0, encoded: 0 };
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  function note(): void {
    most.documents = Math.max(most.documents, given - written);
    most.encoded = Math.max(most.encoded, encoded - related);
  }

  async function* records(count: number): AsyncGenerator<SourceRecord> {
    for (let at = 0; at < count; at += 1) {
      given += 1;
      note();
      const one: Document = {
        ...sampleDocument(`Paper ${at}`, [`Of paper ${at}. ${text}`]),
        id: `PMID:${at + 1}`,
        retracts: [],
      };
      yield { kind: "document", document: one, origin: { file: "none", record: at + 1 } };
    }
  }

  /** Stages that find nothing, each in so many milliseconds. */
  function stagesTaking(ms: { encode: number; link: number; relate: number }): IngestingStages<undefined> {
    return {
      versions: { extractor: "none 1", terminology: "none 1", fingerprint: "none" },
      async encode(documents) {
        encoded += documents.length;
        note();
        await sleep(ms.encode);
        return documents.map((one) => ({ document: one, mentions: [], encoding: undefined }));
      },
      async link(documents) {
        await sleep(ms.link);
        return documents.map((one) => ({ ...one, linked: [] }));
      },
      async relate(documents) {
        await sleep(ms.relate);
        related += documents.length;
        return nothingIn(documents);
      },
      async relink(documents) {
        return nothingIn(documents);
      },
    };
  }

  function writingIn(ms: number): GraphStore {
    return {
      ...store,
      async write(changes, onWritten) {
        await sleep(ms);
        const report = await store.write(changes, onWritten);
        written += changes.length;
        return report;
      },
    };
  }

  async function run(count: number, stages: IngestingStages<undefined>, writeMs: number) {
    const onFailure = ({ reason }: { reason: string }) => expect.fail(reason);
    const report = await ingest({ records: records(count), stages, store: writingIn(writeMs), onFailure });
    expect([report.written, written]).toEqual([count, count]);
  }

  it.each([
    ["the store", { encode: 0, link: 0, relate: 0 }, 20],
    ["the relations", { encode: 0, link: 0, relate: 20 }, 0],
    ["linking", { encode: 0, link: 20, relate: 0 }, 0],
    ["the encoder", { encode: 20, link: 0, relate: 0 }, 0],
  ])(
    "reads no further ahead than its queues are long, whoever is the slowest: %s",
    async (_, ms, writeMs) => {
      await run(40, stagesTaking(ms), writeMs);
      expect(most.documents).toBeLessThanOrEqual(mostUnderWay.documents);
      expect(most.encoded).toBeLessThanOrEqual(mostUnderWay.encoded);
    },
  );

  it("works on several batches at once, each in another stage", async () => {
    await run(20, stagesTaking({ encode: 10, link: 10, relate: 10 }), 10);
    expect(most.documents).toBeGreaterThanOrEqual(4);
    expect(most.encoded).toBeGreaterThanOrEqual(3);
  });
});
