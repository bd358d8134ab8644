import { describe, expect, it } from "vitest";
import type { SourceRecord } from "../../src/domain/document.js";
import { readJson } from "../../src/read/json-records.js";
import { chunked, gather, outline } from "./pubmed-sample.js";

async function read(text: string, size?: number): Promise<readonly SourceRecord[]> {
  return gather(readJson(chunked(text, size), "sample.jsonl"));
}

describe("JSON lines", () => {
  it("hold a document each, under the names that sources use", async () => {
    const lines = [
      { id: 7, title: "On {braces}.", abstract: 'And "quotes".', year: 2019, journal: "J" },
      { pmid: "8", title: "No abstract.", pubdate: "1998 Dec-1999 Jan" },
      { id: "note-1", text: "Only text." },
      { id: "PMC9", title: "T" },
      { id: "doi:10.1/x", title: "T", publishedAt: "2020-02-03" },
    ];
    const records = await read(lines.map((line) => JSON.stringify(line)).join("\r\n"));
    expect(outline(records)).toEqual(["PMID:7", "PMID:8", "text:note-1", "PMC:PMC9", "doi:10.1/x"]);
    expect(records[0]).toMatchObject({
      document: {
        title: "On {braces}.",
        passages: [{ kind: "title" }, { kind: "abstract", role: "other", offset: 13, text: 'And "quotes".' }],
        year: 2019,
        journal: "J",
      },
      origin: { file: "sample.jsonl", record: 1 },
    });
    expect(records[1]).toMatchObject({ document: { publishedAt: "1998-12", year: 1998 } });
    expect(records[2]).toMatchObject({ document: { title: "", passages: [{ kind: "abstract" }] } });
    expect(records[4]).toMatchObject({ document: { publishedAt: "2020-02-03", year: 2020 } });
  });

  it("that are broken cost themselves alone", async () => {
    const good = (id: number) => JSON.stringify({ id, title: "T" });
    const lines = [
      good(1),
      '{"id": 2, "title',
      "[3]",
      '{"title":"no id"}',
      '{"id":"5"}',
      '{"id":6,"title":6}',
      '{"id":"7 7","title":"T"}',
      "",
      good(8),
    ];
    const records = await read(lines.join("\n"));
    expect(outline(records).map((line) => line.slice(0, 24))).toEqual([
      "PMID:1",
      "failed: it is not JSON: ",
      "failed: it is not a JSON",
      "failed: the record has n",
      "failed: the record has n",
      "failed: “title” is not a",
      "failed: “7 7” is no docu",
      "PMID:8",
    ]);
    expect(records[1]).toMatchObject({
      failure: { record: 2, source: { format: "jsonl", text: '{"id": 2, "title' } },
    });
    expect(records[3]).toMatchObject({ failure: { field: "id" } });
  });

  it("may say that a document is gone", async () => {
    expect(outline(await read('{"id":"1","delete":true}\n'))).toEqual(["gone PMID:1"]);
  });
});

describe("one JSON value", () => {
  const records = { 11: { title: "One {", abstract: "]" }, 12: { title: 'Two \\ "', infons: {} } };

  it.each([1, 7, 65_536])("by id or in an array gives its objects, in chunks of %i", async (size) => {
    const byId = await read(JSON.stringify(records, undefined, 2), size);
    expect(outline(byId)).toEqual(["PMID:11", "PMID:12"]);
    expect(byId[1]).toMatchObject({ document: { title: 'Two \\ "' } });
    const list = Object.entries(records).map(([id, record]) => ({ id, ...record }));
    expect(outline(await read(JSON.stringify(list), size))).toEqual(["PMID:11", "PMID:12"]);
    expect(outline(await read(JSON.stringify(list[0], undefined, 1), size))).toEqual(["PMID:11"]);
  });

  it("takes sections, headings and types as pubmed_parser writes them", async () => {
    const [record] = await read(
      JSON.stringify({
        pmid: "5",
        title: "T",
        mesh_terms: "D003924:Diabetes Mellitus, Type 2; D008687:Metformin",
        abstract: "AIM\nTo know.\n\n\nPATIENTS & METHODS\nWe looked.",
        publication_types: "D016428:Journal Article; D013486:Research Support, U.S. Gov't, Non-P.H.S.",
      }),
    );
    expect(record).toMatchObject({
      document: {
        passages: [
          { kind: "title" },
          { role: "objective", label: "AIM", text: "To know." },
          { role: "methods", label: "PATIENTS & METHODS", text: "We looked." },
        ],
        meshHeadings: [
          { id: "D003924", name: "Diabetes Mellitus, Type 2" },
          { id: "D008687", name: "Metformin" },
        ],
        publicationTypes: ["Journal Article", "Research Support, U.S. Gov't, Non-P.H.S."],
      },
    });
  });

  it("that ends too early is an error, after the records before", async () => {
    const seen: string[] = [];
    const reading = async () => {
      for await (const record of readJson(chunked('[{"id":1,"title":"T"},{"id":2'), "f"))
        seen.push(...outline([record]));
    };
    await expect(reading()).rejects.toThrow("the JSON ends before it is closed");
    expect(seen).toEqual(["PMID:1"]);
  });
});
