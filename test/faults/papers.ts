import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { AnnotatedDocument } from "../../src/domain/annotation.js";
import type { Document, SourceRecord } from "../../src/domain/document.js";
import { openStages } from "../../src/pipeline/open-stages.js";
import type { IngestingStages, StageVersions } from "../../src/pipeline/stages.js";
import { annotate } from "../../src/pipeline.js";
import { readRecords } from "../../src/read/records.js";
import { modelOptions, sampleFile } from "../models.js";

const samples = ["01-baseline.xml", "02-update.xml"];
const readName = "read.jsonl";
const perRun = 100;

/** PubMed files, and what the models read out of them, once, so that a run can be broken off a hundred times without waiting for models. */
export interface Papers {
  readonly files: readonly string[];
  /** Holds what was read; see {@link stagesOf}. */
  readonly read: string;
}

/**
 * The samples, with their revisions, deletions and notices, `copies` times under other PMIDs. Of every second copy the abstracts are
 * the same to the letter, so that its papers are one work with those of the first; the others have a sentence of their own.
 */
export async function preparePapers(folder: string, copies: number): Promise<Papers> {
  const files = Array.from({ length: copies }, (_, copy) =>
    samples.map((name) => copied(folder, name, copy)),
  );
  // All baselines before all updates, as PubMed gives them.
  const papers = {
    files: samples.flatMap((_, at) => files.map((pair) => pair[at]!)),
    read: join(folder, readName),
  };
  const stages = await openStages(modelOptions);
  try {
    const lines: string[] = [JSON.stringify(stages.versions)];
    for await (const records of inHundreds(readRecords(papers.files))) {
      const documents = records.flatMap((record) => (record.kind === "document" ? [record.document] : []));
      for (const annotated of await annotate(documents, stages)) lines.push(JSON.stringify(annotated));
    }
    writeFileSync(papers.read, `${lines.join("\n")}\n`);
  } finally {
    await stages.close();
  }
  return papers;
}

/** Stages that know what was read out of each delivery; the rest of the pipeline is the real one. */
export function stagesOf(read: string): IngestingStages<AnnotatedDocument> {
  const [first = "", ...lines] = readFileSync(read, "utf8").trim().split("\n");
  const known = new Map<string, AnnotatedDocument>();
  for (const line of lines) {
    const annotated = JSON.parse(line) as AnnotatedDocument;
    known.set(JSON.stringify(annotated.document), annotated);
  }
  function readingOf(document: Document): AnnotatedDocument {
    const annotated = known.get(JSON.stringify(document));
    if (!annotated) throw new Error(`${document.id} was not read before`);
    return annotated;
  }
  return {
    versions: JSON.parse(first) as StageVersions,
    encode: async (documents) =>
      documents.map((document) => ({ document, mentions: [], encoding: readingOf(document) })),
    link: async (documents) => documents.map((document) => ({ ...document, linked: [] })),
    relate: async (documents) => documents.map(({ encoding }) => encoding),
    relink: async (documents) => documents.map(({ document }) => readingOf(document)),
  };
}

function copied(folder: string, name: string, copy: number): string {
  const own = ` Cohort number ${copy} of this consortium followed a protocol that had been registered for it beforehand, and for no other cohort of the same consortium.`;
  const text = readFileSync(sampleFile(name), "utf8").replace(
    /\b9000(\d{4})\b/gu,
    `9${String(copy).padStart(3, "0")}$1`,
  );
  const path = join(folder, `${basename(name, ".xml")}-${copy}.xml`);
  writeFileSync(path, copy % 2 === 0 ? text : text.replaceAll("</AbstractText>", `${own}</AbstractText>`));
  return path;
}

async function* inHundreds(records: AsyncIterable<SourceRecord>): AsyncGenerator<readonly SourceRecord[]> {
  let group: SourceRecord[] = [];
  for await (const record of records) {
    group.push(record);
    if (group.length < perRun) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
