import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeOf } from "../../src/assemble/change.js";
import type { DocumentId } from "../../src/domain/document.js";
import type { GraphStore, UpsertChange } from "../../src/domain/graph-store.js";
import type { LinkedMention } from "../../src/domain/link.js";
import { createLinker, type Linker } from "../../src/link/linker.js";
import { linkProvisionally, provisionalConcepts } from "../../src/link/provisional.js";
import { openTerminology } from "../../src/link/terminology.js";
import { openStore } from "../../src/store/open-store.js";
import { identifierOf } from "../../src/write/file-terms.js";
import { collect, sortedRows } from "../store/contract.js";
import { markedDocument } from "./marked-document.js";
import { scratchFolder, toyConcepts, writeTerminology } from "./toy-terminology.js";

const fever = { id: "MESH:D999999", name: "Ruritanian Fever", category: "Disease" } as const;
const texts = [
  "[Disease Ruritanian fever] was treated with [Chemical aspirin].",
  "In [Disease ruritanian fever] (RF), [Chemical aspirin] helped; [Disease RF] went.",
  "[Disease RURITANIAN-FEVER] and [Disease type 2 diabetes] were seen.",
  "[Disease Zendan palsy] is new.",
];

const root = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "litweave-provisional-"));
let made = 0;
let linker: Linker;
let laterLinker: Linker;

async function linkerTo(concepts: typeof toyConcepts): Promise<Linker> {
  const folder = writeTerminology(concepts);
  return createLinker({ terminology: await openTerminology({ folder, cacheFolder: scratchFolder() }) });
}

beforeAll(async () => {
  linker = await linkerTo(toyConcepts);
  laterLinker = await linkerTo([...toyConcepts, fever]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function linked(text: string, by = linker): Promise<readonly LinkedMention[]> {
  const { document, mentions } = markedDocument(text);
  return linkProvisionally(await by.linkDocument(document, mentions));
}

/** The change that a paper makes, with a relation between its first two concepts of different ids. */
async function paper(index: number, by: Linker, fingerprint: string): Promise<UpsertChange> {
  const id: DocumentId = `PMID:${index + 1}`;
  const { document } = markedDocument(texts[index]!);
  const mentions = await linked(texts[index]!, by);
  const [subject, object] = [...new Set(mentions.flatMap(({ link }) => link.ids))];
  const relations =
    subject === undefined || object === undefined
      ? []
      : [
          {
            subject,
            predicate: "associated_with" as const,
            object,
            label: "biored:Association",
            score: 0.9,
            polarity: "affirmed" as const,
            certainty: "asserted" as const,
            novelty: 0.5,
            cues: [],
            sentences: [],
          },
        ];
  const concepts = [...by.conceptsOf(mentions), ...provisionalConcepts(mentions)];
  return changeOf(
    { document: { ...document, id }, mentions, relations, concepts },
    { extractor: "joint 1", terminology: "toy", fingerprint },
  );
}

async function withStore<T>(work: (store: GraphStore) => Promise<T>): Promise<T> {
  const store = await openStore(join(root, String(made++)));
  try {
    const result = await work(store);
    expect(await collect(store.verify({ repair: false }))).toEqual([]);
    return result;
  } finally {
    await store.close();
  }
}

describe("provisional concepts", () => {
  it("are one for all mentions of a normal form, abbreviations written out", async () => {
    const all = (await Promise.all(texts.slice(0, 3).map((text) => linked(text)))).flat();
    const ids = all.filter(({ text }) => /fever|^RF$/iu.test(text)).map(({ link }) => link.ids);
    expect(ids).toHaveLength(4);
    expect(new Set(ids.flat()).size).toBe(1);
    expect(ids[0]![0]).toMatch(/^litweave\.provisional:Disease-[0-9a-f]{16}$/u);
    expect(provisionalConcepts(all)).toEqual([
      {
        id: ids[0]![0],
        name: "ruritanian fever",
        category: "Disease",
        synonyms: [],
        xrefs: [],
        parents: [],
        provisional: true,
      },
    ]);
    expect(all[0]!.link).toMatchObject({ steps: [{ rule: "provisional", text: "ruritanian fever" }] });
    expect(all[0]!.link.nil).toBeUndefined();
  });

  it("are told apart by category, and keep their CURIE in files", async () => {
    const [disease, chemical] = await linked("[Disease Zendan palsy] and [Chemical Zendan palsy]");
    expect(disease!.link.ids).not.toEqual(chemical!.link.ids);
    expect(identifierOf(disease!)).toBe(disease!.link.ids[0]);
  });

  it("are not made of known names, of variants, of names that several concepts share, or of one or two letters", async () => {
    const [known, variant, short] = await linked(
      "[Disease Ovarian cancer], [Variant the mutation], [Chemical Qz]",
    );
    expect(known!.link.ids).toEqual(["MESH:D010051"]);
    expect(variant!.link.nil).toBeDefined();
    expect(short!.link.nil).toBeDefined();
    const shared = { ...short!, text: "Zendan", link: { ...short!.link, nil: "ambiguous" as const } };
    expect(linkProvisionally([shared])).toEqual([shared]);
  });

  it("make the same graph in whatever order the papers come", async () => {
    const changes = await Promise.all(texts.map((_, index) => paper(index, linker, "1")));
    const rows = await withStore(async (store) => {
      await store.write(changes);
      return sortedRows(store);
    });
    const order = fc.shuffledSubarray(changes, { minLength: changes.length });
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        await withStore(async (store) => {
          for (const change of shuffled) await store.write([change]);
          expect(await sortedRows(store)).toEqual(rows);
        });
      }),
      { numRuns: 5 },
    );
  });

  it("give way to the concept of a later terminology, with their triples", async () => {
    await withStore(async (store) => {
      await store.write(await Promise.all(texts.map((_, index) => paper(index, linker, "1"))));
      const [old] = (await linked(texts[0]!))[0]!.link.ids;
      expect((await store.concepts([old!])).get(old!)).toMatchObject({ provisional: true, documents: 3 });
      expect(await store.countTriples({ involving: old! })).toBe(2);

      await store.write(await Promise.all(texts.map((_, index) => paper(index, laterLinker, "2"))));
      expect((await store.concepts([old!])).size).toBe(0);
      expect(await store.countTriples({ involving: old! })).toBe(0);
      expect((await store.concepts([fever.id])).get(fever.id)).toMatchObject({ documents: 3 });
      expect(await store.countTriples({ involving: fever.id })).toBe(2);
      const { items } = await store.searchConcepts({ text: "zendan palsy" }, { first: 5 });
      expect(items[0]?.node).toMatchObject({ provisional: true });
    });
  });
});
