import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importCell, importType, listSeparator } from "../../../src/write/neo4j-import/import-cell.js";

/** The field of a row as RFC 4180 reads it; undefined for one that is nothing at all. */
function read(field: string): string | undefined {
  if (field === "") return undefined;
  if (!field.startsWith('"')) return field;
  return field.slice(1, -1).replaceAll('""', '"');
}

describe("a cell of an import", () => {
  it("tells what is absent from text that is empty", () => {
    expect(importCell(undefined)).toBe("");
    expect(importCell("")).toBe('""');
  });

  it("is read back as the text that it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(read(importCell(text))).toBe(text);
      }),
    );
  });

  it("is read back as the list that it was", () => {
    const text = fc.string({ unit: "binary" }).map((item) => item.replaceAll(listSeparator, ""));
    const items = fc.array(fc.oneof(text, fc.constantFrom("", ";", ",", '"')), { minLength: 1 });
    fc.assert(
      fc.property(items, (list) => {
        fc.pre(list.length > 1 || list[0] !== "");
        expect(read(importCell(list))?.split(listSeparator)).toEqual(list);
      }),
    );
  });

  it.each([[[]], [[""]], [["a", `b${listSeparator}c`]], [[listSeparator]]])("refuses the list %j", (list) => {
    expect(() => importCell(list)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
  });

  it("says of what type it is", () => {
    expect([1n, 1, true, "1", ["1"], [1n]].map(importType)).toEqual([
      "long",
      "double",
      "boolean",
      "string",
      "string[]",
      "long[]",
    ]);
    expect([9_007_199_254_740_991n, 1e-7, true].map(importCell)).toEqual([
      "9007199254740991",
      "1e-7",
      "true",
    ]);
  });
});
