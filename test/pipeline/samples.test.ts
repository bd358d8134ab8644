import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../src/api/create-api.js";
import { type Document, documentText, type RecordFailure } from "../../src/domain/document.js";
import type { Evidence, EvidenceRecord } from "../../src/domain/evidence.js";
import type { TripleRecord } from "../../src/domain/graph-reader.js";
import type { GraphStore } from "../../src/domain/graph-store.js";
import type { Predicate } from "../../src/domain/predicate.js";
import { sectionWeightOf } from "../../src/domain/section-weight.js";
import { contains } from "../../src/domain/span.js";
import { tripleOf } from "../../src/domain/triple.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import type { Report } from "../../src/pipeline/report.js";
import { ingest } from "../../src/pipeline.js";
import { readRecords } from "../../src/read/records.js";
import { openStore } from "../../src/store/open-store.js";
import { modelOptions, sampleFile } from "../models.js";

/** The samples through the real models into the real embedded store: what a first run does. */
describe("the samples", () => {
  let folder: string;
  let store: GraphStore;
  let stages: Awaited<ReturnType<typeof openStages>>;
  const failures: RecordFailure[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "litweave-samples-"));
    store = await openStore(join(folder, "graph"));
    stages = await openStages(modelOptions);
  });
  afterAll(async () => {
    await stages?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const load = (file: string, into = store): Promise<Report> =>
    ingest({
      records: readRecords([sampleFile(file)]),
      stages,
      store: into,
      onFailure: (failure) => void failures.push(failure),
    });

  async function triple(
    subject: string,
    predicate: Predicate,
    object: string,
  ): Promise<TripleRecord | undefined> {
    const { key } = tripleOf(`MESH:${subject}`, predicate, `MESH:${object}`);
    return (await store.triplesByKey([key])).get(key);
  }

  it("give a graph in which every triple has evidence", async () => {
    const report = await load("01-baseline.xml");
    expect(failures).toEqual([]);
    expect(report).toMatchObject({ documents: 64, written: 64, unchanged: 0, withdrawn: 0, failed: 0 });
    expect(report.triples).toBeGreaterThan(50);
    expect(report.evidence).toBeGreaterThanOrEqual(report.triples);
  });

  it("say that metformin treats type 2 diabetes, by several papers", async () => {
    const known = await triple("D008687", "treats", "D003924");
    expect(known?.documents).toBeGreaterThanOrEqual(3);
    expect(known?.belief).toBeGreaterThan(0.8);
  });

  it("show the sentence behind an edge, with both mentions at their place", async () => {
    const { key } = tripleOf("MESH:D008687", "treats", "MESH:D003924");
    const page = (await store.evidence([key], {}, { first: 10 })).get(key);
    expect(page?.items.length).toBeGreaterThanOrEqual(3);
    for (const { node } of page?.items ?? []) {
      const sentence = node.sentences[0]!;
      for (const span of [...sentence.subjectSpans, ...sentence.objectSpans]) {
        const surface = sentence.text.slice(span.start - sentence.start, span.end - sentence.start);
        expect(surface).toMatch(/metformin|diabetes|t2d/i);
      }
    }
  });

  it("name the sentences, both mentions and the telling words of every piece of evidence", async () => {
    const texts = new Map<string, string>();
    const all: Evidence[] = [];
    for await (const { kind, key, value } of store.rows()) {
      if (kind === "evidence") all.push(value as Evidence);
      if (kind === "document") texts.set(key, documentText((value as { document: Document }).document));
    }
    for (const { documentId, sentences, cues, polarity, certainty, sectionWeight } of all) {
      const text = texts.get(documentId)!;
      for (const sentence of sentences) {
        expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
        const marked = [...sentence.subjectSpans, ...sentence.objectSpans, ...sentence.cues];
        expect(marked.every((span) => contains(sentence, span) && span.start < span.end)).toBe(true);
      }
      for (const side of ["subjectSpans", "objectSpans"] as const)
        expect(sentences.flatMap((sentence) => sentence[side]).length).toBeGreaterThan(0);
      if (polarity === "affirmed" && certainty === "asserted") expect(cues).toEqual([]);
      expect(cues.every((cue) => sentences.some((sentence) => contains(sentence, cue)))).toBe(true);
      expect(sectionWeight).toBe(sectionWeightOf(sentences, { polarity, certainty }));
    }
  });

  it("write nothing the second time", async () => {
    const again = await load("01-baseline.xml");
    expect(again).toMatchObject({ documents: 64, written: 0, unchanged: 64, withdrawn: 0, failed: 0 });
  });

  it("change with the update: revision, retraction, deletion", async () => {
    const asthma = await triple("D019819", "treats", "D001249");
    const report = await load("02-update.xml");
    expect(report).toMatchObject({ documents: 18, failed: 0 });
    expect(report.withdrawn).toBeGreaterThanOrEqual(3);

    const states = await store.documentStates(["PMID:90000050", "PMID:90000046", "PMID:90000035"]);
    expect(states.get("PMID:90000050")?.status).toBe("retracted");
    expect(states.get("PMID:90000046")?.status).toBe("deleted");
    expect(states.get("PMID:90000035")?.revision).toMatch(/^00000002 /);

    expect(await triple("D019819", "causes", "D000380")).toBeUndefined();
    expect((await triple("D019819", "treats", "D001249"))?.documents).toBe(asthma!.documents - 1);
  });

  it("count a reprint once, and a paper under an expression of concern half", async () => {
    const reprinted = await triple("D005839", "causes", "D058186");
    expect(reprinted?.aggregate.duplicates).toBe(1);
    const page = await store.evidence([reprinted!.key], {}, { first: 10 });
    const reprint = page.get(reprinted!.key)?.items.find(({ node }) => node.duplicateOf);
    expect(reprint?.node).toMatchObject({ documentId: "PMID:90000076", duplicateOf: "PMID:90000045" });
    const doubted = (await store.documents(["PMID:90000062"])).get("PMID:90000062");
    expect(doubted?.concern).toBe(true);
    const spoken = [];
    for await (const { kind, value } of store.rows())
      if (kind === "evidence" && (value as EvidenceRecord).concern)
        spoken.push((value as Evidence).documentId);
    expect(new Set(spoken)).toEqual(new Set(["PMID:90000062"]));
  });

  it("leave nothing of a withdrawn paper, and every invariant holds", async () => {
    for await (const row of store.rows()) {
      if (row.kind !== "evidence" && row.kind !== "mention") continue;
      expect(JSON.stringify(row)).not.toMatch(/PMID:900000(?:50|46|60)\b/);
    }
    const findings = [];
    for await (const finding of store.verify({ repair: false })) findings.push(finding);
    expect(findings).toEqual([]);
  });

  it("answer the question of the README as it says", async () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, query = ""] = /```graphql\n(.*?)```/s.exec(readme) ?? [];
    const [, answer = ""] = /```json\n(.*?)```/s.exec(readme) ?? [];
    const response = await createApi({ store, log: () => undefined }).fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    const nodeOf = (body: { data: { triples: { edges: [{ node: Answer }] } } }) =>
      body.data.triples.edges[0].node;
    const { evidence: given, ...facts } = nodeOf((await response.json()) as never);
    const { evidence: shown, ...claimed } = nodeOf(JSON.parse(answer));
    expect(facts).toEqual(claimed);
    expect(given.edges).toHaveLength(1);

    // Scores differ in their last digits between processors, and so may the order of equally good papers.
    const { key } = tripleOf("MESH:D008687", "treats", "MESH:D003924");
    const papers = (await store.evidence([key], {}, { first: 100 })).get(key)?.items.map(({ node }) => node);
    for (const { node } of shown.edges) {
      const paper = papers?.find(({ documentId }) => documentId === node.document.id);
      const texts = paper?.sentences.map(({ text }) => text);
      expect(texts).toEqual(expect.arrayContaining(node.sentences.map(({ text }) => text)));
    }
  });

  it("give the same graph in the other order", async () => {
    const other = await openStore(join(folder, "other"));
    try {
      await load("02-update.xml", other);
      await load("01-baseline.xml", other);
      expect(await rowsOf(other)).toEqual(await rowsOf(store));
    } finally {
      await other.close();
    }
  });
});

interface Answer {
  readonly evidence: {
    readonly edges: readonly {
      readonly node: {
        readonly document: { readonly id: string };
        readonly sentences: readonly { readonly text: string }[];
      };
    }[];
  };
}

async function rowsOf(store: GraphStore): Promise<readonly string[]> {
  const rows: string[] = [];
  for await (const row of store.rows()) rows.push(JSON.stringify(row));
  return rows.sort();
}
