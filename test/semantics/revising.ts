import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { revisionOf } from "../../src/assemble/revision.js";
import { type Document, layPassages, type Passage, type RecordFailure } from "../../src/domain/document.js";
import { LitweaveError } from "../../src/domain/errors.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { type OpenStagesOptions, openStages } from "../../src/pipeline/open-stages.js";
import type { IngestingStages, Stages } from "../../src/pipeline/stages.js";
import { ingest } from "../../src/pipeline.js";
import { modelOptions } from "../models.js";
import type { StoresUnderTest } from "../pipeline/renewing.js";
import { collect, sortedRows } from "../store/contract.js";

const onFailure = (failure: RecordFailure) => expect.fail(failure.reason);

const ofMice = { id: "MESH:D051379", name: "Mice", majorTopic: false };
const ofPatients = { id: "MESH:D006801", name: "Humans", majorTopic: false };

const first: Document = {
  id: "PMID:1",
  version: 1,
  revisedAt: "2020-01-01",
  title: "Metformin and p53.",
  passages: layPassages([
    { kind: "title", role: "title", text: "Metformin and p53." },
    {
      kind: "abstract",
      role: "results",
      label: "RESULTS",
      text: "Metformin is used to treat type 2 diabetes mellitus. Loss of p53 caused lymphoma.",
    },
  ]),
  year: 2019,
  publicationTypes: ["Journal Article"],
  meshHeadings: [],
  retracted: false,
  retracts: [],
};

const abstracted = (change: Partial<Passage>) => (document: Document) => ({
  ...document,
  passages: layPassages([document.passages[0]!, { ...document.passages[1]!, ...change }]),
});

/** Revisions of one record; those whose words or sections differ must be read again. */
const revisions = {
  "the same text with headings that mean nothing for it": (document) => ({
    ...document,
    meshHeadings: [ofPatients],
  }),
  "the same text of another year": (document) => ({ ...document, year: 2020, publishedAt: "2020-02" }),
  "the same text without a year": ({ year: _, ...document }) => document,
  "the same text, retracted": (document) => ({ ...document, retracted: true }),
  "the same text, of concern": (document) => ({ ...document, concern: true }),
  "headings by which p53 is the gene of mice": (document) => ({ ...document, meshHeadings: [ofMice] }),
  "another word": abstracted({ text: "Metformin causes lactic acidosis." }),
  "another section": abstracted({ role: "background" }),
} satisfies Record<string, (document: Document) => Document>;
type RevisionName = keyof typeof revisions;
const names = Object.keys(revisions) as RevisionName[];

function revised(name: RevisionName, day: number): Document {
  return { ...revisions[name](first), revisedAt: `2021-01-${String(day).padStart(2, "0")}` };
}

/** A revision of which the text is the same is not read again, and the graph is that of a fresh build all the same. */
export function describeRevising(name: string, { open, openReference }: StoresUnderTest): void {
  describe(`A text is read once. (${name})`, () => {
    const made = new Map<string, Promise<Stages<unknown>>>();
    afterAll(async () => {
      for (const stages of made.values()) await (await stages).close();
    });
    const stagesWith = (more: Partial<OpenStagesOptions> = {}): Promise<Stages<unknown>> => {
      const key = JSON.stringify(more);
      const stages = made.get(key) ?? (openStages({ ...modelOptions, ...more }) as Promise<Stages<unknown>>);
      made.set(key, stages);
      return stages;
    };

    async function take(store: GraphStore, document: Document, stages: IngestingStages<unknown>) {
      let read = 0;
      const counted: IngestingStages<unknown> = {
        ...stages,
        encode(documents) {
          read += documents.length;
          return stages.encode(documents);
        },
      };
      const report = await ingest({
        records: (async function* () {
          yield { kind: "document", document, origin: { file: "revisions", record: 1 } } as const;
        })(),
        stages: counted,
        store,
        onFailure,
      });
      expect(report.reused + read).toBe(report.written + report.withdrawn);
      return { read, report };
    }

    async function expectFresh(store: GraphStore, document: Document, stages: IngestingStages<unknown>) {
      const fresh = await openReference();
      await take(fresh, document, stages);
      expect(await sortedRows(store)).toEqual(await sortedRows(fresh));
      expect(await collect(store.verify({ repair: false }))).toEqual([]);
      await fresh.close();
    }

    it.each([
      ["the same text with headings that mean nothing for it", 0],
      ["the same text of another year", 0],
      ["the same text without a year", 0],
      ["the same text, retracted", 0],
      ["the same text, of concern", 0],
      ["headings by which p53 is the gene of mice", 1],
      ["another word", 1],
      ["another section", 1],
    ] as const)("%s: read %i times", async (revision, times) => {
      const store = await open();
      const stages = await stagesWith();
      expect((await take(store, first, stages)).read).toBe(1);
      expect((await store.counts()).evidence).toBeGreaterThan(0);
      const document = revised(revision, 1);
      expect((await take(store, document, stages)).read).toBe(times);
      await expectFresh(store, document, stages);
      await store.close();
    });

    it("is linked anew by another terminology's settings, read again by another extraction's", async () => {
      const store = await open();
      await take(store, first, await stagesWith());
      const linking = await stagesWith({ linkSettings: { runnersUp: 0 } });
      const second = revised("the same text of another year", 1);
      expect((await take(store, second, linking)).read).toBe(0);
      await expectFresh(store, second, linking);
      const extraction = await stagesWith({ minScore: 0.9 });
      const third = revised("the same text, of concern", 2);
      expect((await take(store, third, extraction)).read).toBe(1);
      await expectFresh(store, third, extraction);
      await store.close();
    });

    it("is read again when its mentions cannot be linked by themselves", async () => {
      const store = await open();
      const stages = await stagesWith();
      await take(store, first, stages);
      const failing = {
        ...stages,
        relink: () => Promise.reject(new LitweaveError("BAD_RECORD", "its mentions cannot be linked")),
      };
      const document = revised("the same text with headings that mean nothing for it", 1);
      expect((await take(store, document, failing)).read).toBe(1);
      await expectFresh(store, document, stages);
      await store.close();
    });

    it("whatever the revisions and their order, the graph is that of the newest alone", async () => {
      const stages = await stagesWith();
      const histories = fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 28 })), {
        minLength: 1,
        maxLength: 5,
      });
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          const store = await open();
          const given = [first, ...history.map(([revision, day]) => revised(revision, day))];
          for (const document of given) await take(store, document, stages);
          const newest = given.reduce((a, b) => (revisionOf(a) > revisionOf(b) ? a : b));
          await expectFresh(store, newest, stages);
          await store.close();
        }),
        { numRuns: 12, seed: 9 },
      );
    });
  });
}
