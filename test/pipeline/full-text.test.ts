import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import { type Document, documentText, passageAt, type SourceRecord } from "../../src/domain/document.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import { annotate, ingest } from "../../src/pipeline.js";
import { readRecords } from "../../src/read/records.js";
import { openStore } from "../../src/store/open-store.js";
import { annotationLayouts } from "../../src/write/annotations.js";
import { asking } from "../api/asking.js";
import { modelOptions } from "../models.js";
import { gather } from "../read/pubmed-sample.js";

const fixture = join(import.meta.dirname, "../fixtures/read/full-text.jats.xml");

/** Full texts through the real models, an embedded store, the API and the writers. */
describe("a full text", () => {
  let folder: string;
  let store: GraphStore;
  let stages: Awaited<ReturnType<typeof openStages>>;
  let article: Document;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "litweave-full-text-"));
    store = await openStore(join(folder, "graph"));
    stages = await openStages(modelOptions);
    const [first] = await gather(readRecords([fixture]));
    if (first?.kind !== "document") throw new Error(JSON.stringify(first));
    article = first.document;
  });
  afterAll(async () => {
    await stages?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function* each(records: readonly SourceRecord[]): AsyncGenerator<SourceRecord> {
    yield* records;
  }
  const load = (...records: readonly SourceRecord[]) =>
    ingest({
      records: each(records),
      stages,
      store,
      onFailure: ({ reason }) => expect.unreachable(reason),
    });
  const given = (document: Document): SourceRecord => ({
    kind: "document",
    document,
    origin: { file: "f", record: 1 },
  });
  const passages = `{ document(id: "PMID:90001001") { status passages { kind role label text } mentions { start text } } }`;

  it("is shown by its parts, and gives evidence from its body and captions under the name of its section", async () => {
    expect(await load(given(article))).toMatchObject({ written: 1, failed: 0 });
    const { data } = asking(store);
    const { document } = await data(passages);
    expect(document.passages).toEqual(
      article.passages.map(({ kind, role, label = null, text }) => ({ kind, role, label, text })),
    );
    const text = documentText(article);
    expect(document.mentions.length).toBeGreaterThan(10);
    for (const mention of document.mentions)
      expect(text.slice(mention.start).startsWith(mention.text)).toBe(true);
    const { triples } = await data(
      `{ triples(subject: "MESH:D008687", object: "MESH:D009765", first: 1) { edges { node { evidence { edges { node { sentences { section role start text } } } } } } } }`,
    );
    const sentences = triples.edges[0].node.evidence.edges[0].node.sentences;
    expect(sentences).toContainEqual(
      expect.objectContaining({ section: "Effects on subjects with obesity", role: "results" }),
    );
    expect(sentences).toContainEqual(expect.objectContaining({ section: "Figure 1", role: "results" }));
    for (const sentence of sentences) expect(text.slice(sentence.start).startsWith(sentence.text)).toBe(true);
  });

  it("is not replaced by its abstract, and is withdrawn by its notice", async () => {
    const abstract = {
      ...article,
      revisedAt: "2030-01-01",
      passages: article.passages.slice(0, 3),
    };
    expect(await load(given(abstract))).toMatchObject({ written: 0, unchanged: 1 });
    const [, notice] = await gather(readRecords([fixture]));
    await load(notice!);
    const { document } = await asking(store).data(passages);
    expect(document.status).toBe("retracted");
  });

  it("of many windows has its last mentions where they stand", async () => {
    const filler = {
      kind: "body",
      role: "results",
      text: "Metformin reduced weight in obese adults. ",
    } as const;
    const texts = Array.from({ length: 40 }, () => filler.text.repeat(8).trim());
    const last = "Isoniazid caused liver injury in one adult.";
    const paragraphs = [...texts, last].map((text) => `<p>${text}</p>`).join("");
    const path = join(folder, "long.xml");
    await writeFile(
      path,
      `<article><front><article-meta><article-id pub-id-type="pmid">5</article-id></article-meta></front><body>${paragraphs}</body></article>`,
    );
    const [record] = await gather(readRecords([path]));
    const [annotated] = await annotate(
      [record?.kind === "document" ? record.document : expect.unreachable()],
      stages,
    );
    const { document, mentions } = annotated!;
    const found = mentions.filter((mention) => passageAt(document, mention)?.text === last);
    expect(found.map(({ text }) => text)).toEqual(expect.arrayContaining(["Isoniazid", "liver injury"]));
    const text = documentText(document);
    for (const mention of mentions) expect(text.slice(mention.start, mention.end)).toBe(mention.text);
    expect(mentions.filter(({ text }) => text === "Metformin")).toHaveLength(320);
  });

  it.each(["bioc-json", "bioc-xml", "jsonl"] as const)(
    "comes back from %s with all its parts",
    async (format) => {
      const annotated: AnnotatedDocument = { document: article, mentions: [], relations: [], concepts: [] };
      const path = join(folder, `round.${format}`);
      const { open, close, one } = annotationLayouts[format];
      await writeFile(path, open + one(annotated) + close);
      const [record] = await gather(readRecords([path]));
      expect(record?.kind === "document" && record.document.passages).toEqual(article.passages);
    },
  );
});
