import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GraphItem } from "../../../src/domain/graph-store.js";
import { graphFormats } from "../../../src/write/graph/formats.js";
import { rowsOf, tableColumns, tableNames } from "../../../src/write/graph/tables.js";
import { concepts } from "../../store/world.js";
import { type ExampleStore, filesOf, itemsFor, openExample } from "./example-graph.js";

const { csv, parquet } = graphFormats;

let example: ExampleStore;
let items: readonly GraphItem[];
beforeAll(async () => {
  example = await openExample();
  items = await itemsFor(example.store, csv);
});
afterAll(() => example.close());

/** RFC 4180, read by hand: a cell in quotes may hold anything, quotes doubled. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gu)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\n") rows.push([]);
    if (end === "") break;
  }
  return rows.slice(0, -1);
}

describe("CSV", () => {
  it("has three tables of the same columns as the graph has properties", async () => {
    const files = await filesOf(csv, items);
    expect([...files].map(([file, { records }]) => [file, records])).toEqual([
      ["nodes.csv", 6],
      ["edges.csv", 4],
      ["evidence.csv", 6],
    ]);
    for (const table of tableNames) {
      const [head, ...rows] = parse(files.get(`${table}.csv`)!.text);
      expect(head).toEqual(tableColumns[table].map(({ name }) => name));
      const expected = items.flatMap((item) =>
        [...rowsOf(item)].flatMap((row) => (row.table === table ? [row.row] : [])),
      );
      expect(rows).toEqual(
        expected.map((row) =>
          row.map((cell) => (typeof cell === "object" ? JSON.stringify(cell) : String(cell ?? ""))),
        ),
      );
    }
  });

  it("quotes what would end a cell", async () => {
    const [node] = items.filter((item) => item.kind === "concept");
    const concept = { ...node!.concept, name: 'a "b",\nc', synonyms: ['d"e'] };
    const { text } = (await filesOf(csv, [{ kind: "concept", concept }])).get("nodes.csv")!;
    const [, row] = parse(text);
    expect(row?.[1]).toBe('a "b",\nc');
    expect(JSON.parse(row?.[3] ?? "")).toEqual(['d"e']);
  });
});

describe("Parquet", () => {
  const read = async (data: Buffer) => {
    const buffer = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
    return { rows: await parquetReadObjects({ file: buffer }), metadata: parquetMetadata(buffer) };
  };

  it("reads back as the same tables, lists as lists and what is not known as null", async () => {
    const files = await filesOf(parquet, items);
    for (const table of tableNames) {
      const { rows } = await read(files.get(`${table}.parquet`)!.data);
      const names = tableColumns[table].map(({ name }) => name);
      const expected = items.flatMap((item) =>
        [...rowsOf(item)].flatMap((row) => (row.table === table ? [row.row] : [])),
      );
      expect(rows).toEqual(
        expected.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], cell ?? null]))),
      );
    }
  });

  it("is written in row groups, and is whole without rows", async () => {
    const [node] = items.filter((item) => item.kind === "concept");
    function* many(): Generator<GraphItem> {
      for (let at = 0; at < 20_050; at++) {
        yield { kind: "concept", concept: { ...node!.concept, id: `MESH:${at}`, documents: at } };
      }
    }
    const files = await filesOf(parquet, many());
    const { rows, metadata } = await read(files.get("nodes.parquet")!.data);
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([20_000, 50]);
    expect(rows.map(({ documents }) => documents)).toEqual(rows.map((_, at) => at));
    expect(rows[20_049]).toMatchObject({ id: "MESH:20049", category: node!.concept.category });
    const empty = await read(files.get("edges.parquet")!.data);
    expect(empty.rows).toEqual([]);
    expect(empty.metadata.schema.map(({ name }) => name)).toContain("belief");
  });

  it("keeps any text", async () => {
    const concept = { ...concepts.tp53, name: "𝛽\u0000\n", synonyms: ["", "é"], documents: 1, triples: 0 };
    const files = await filesOf(parquet, [{ kind: "concept", concept }]);
    const { rows } = await read(files.get("nodes.parquet")!.data);
    expect(rows).toMatchObject([{ name: "𝛽\u0000\n", synonyms: ["", "é"], xrefs: [], taxon: null }]);
  });
});
