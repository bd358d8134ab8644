import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { documentText } from "../../src/domain/document.js";
import { readRecords } from "../../src/read/records.js";
import { misspelled } from "./asking.js";
import { formats } from "./formats.js";
import { noticeOf, type Paper, paperOf } from "./paper.js";
import { readSubjects, type Subjects } from "./subjects.js";

const folder = mkdtempSync(join(tmpdir(), "soak-"));
let subjects: Subjects;

beforeAll(async () => {
  subjects = await readSubjects();
});

async function documentsOf(name: string, text: string) {
  const file = join(folder, name);
  writeFileSync(file, text);
  const documents = [];
  for await (const record of readRecords([file])) {
    if (record.kind !== "document") throw new Error(JSON.stringify(record));
    documents.push(record.document);
  }
  return documents;
}

describe("the papers of a soak", () => {
  it("speak of concepts of the terminology, all of them different", () => {
    for (const names of Object.values(subjects)) {
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThan(50);
    }
  });

  it("are the same of the same number, and others of another number or revision", () => {
    const texts = [paperOf(subjects, 1), paperOf(subjects, 1), paperOf(subjects, 2), paperOf(subjects, 1, 2)];
    const [first, again, other, revised] = texts.map((paper) => JSON.stringify(paper));
    expect(again).toBe(first);
    expect(new Set([first, other, revised]).size).toBe(3);
    expect(texts[3]!.pmid).toBe(texts[0]!.pmid);
  });

  it.each(formats)("are read as they were written: $name", async (written) => {
    const papers: readonly Paper[] = [
      ...Array.from({ length: 20 }, (_, number) => paperOf(subjects, number)),
      noticeOf(paperOf(subjects, 3), 20),
      paperOf(subjects, 5, 40),
    ];
    const documents = await documentsOf(`papers-${written.name}`, written.write(papers));
    expect(documents.map(({ id }) => id)).toEqual(papers.map(({ pmid }) => `PMID:${pmid}`));
    expect(documents.map(documentText)).toEqual(papers.map(written.text));
    expect(documents.map(({ year }) => year)).toEqual(papers.map(({ year }) => year));
    expect(documents[20]!.retracts).toEqual([`PMID:${papers[3]!.pmid}`]);
    // A revision is taken only if it is of a later day.
    expect(documents[21]!.revisedAt > documents[5]!.revisedAt).toBe(true);
  });
});

describe("a misspelled name", () => {
  it("lacks one letter of a word that is long enough, and no space", () => {
    expect(misspelled("Abdominal Neoplasms")).toBe("Abdoinal Neoplasms");
    expect(misspelled("Lung Neoplasms")).toBe("Lung Neopasms");
    expect(misspelled("NAT1")).toBeUndefined();
  });
});
