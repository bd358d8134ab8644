import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHashOf, revisionOf } from "../../src/assemble/revision.js";
import { canonicalJson } from "../../src/domain/canonical-json.js";
import type { Document } from "../../src/domain/document.js";

const document: Document = {
  id: "PMID:1",
  version: 1,
  revisedAt: "2020-01-02",
  title: "Aspirin and stroke",
  passages: [{ kind: "title", role: "title", offset: 0, text: "Aspirin and stroke" }],
  publicationTypes: [],
  meshHeadings: [],
  retracted: false,
  retracts: [],
};

describe("the revision of a delivery", () => {
  it("sorts by version, then by date, no date first", () => {
    const inOrder: readonly (readonly [number, string])[] = [
      [1, ""],
      [1, "2019"],
      [1, "2019-03"],
      [1, "2019-03-07"],
      [1, "2020"],
      [2, ""],
      [9, "2024-01-01"],
      [10, "2001-01-01"],
    ];
    const revisions = inOrder.map(([version, revisedAt]) => revisionOf({ ...document, version, revisedAt }));
    expect([...revisions].sort()).toEqual(revisions);
  });

  it("puts a full text after every abstract of its version, whenever that was revised", () => {
    const body = { kind: "body", role: "results", offset: 19, text: "It helped." } as const;
    const full = { ...document, revisedAt: "2018", passages: [...document.passages, body] };
    const abstract = (version: number) => revisionOf({ ...document, version, revisedAt: "2029-12-31" });
    expect(revisionOf(full) > abstract(1)).toBe(true);
    expect(revisionOf(full) < abstract(2)).toBe(true);
    expect(revisionOf(full) < revisionOf({ ...full, revisedAt: "2019" })).toBe(true);
    expect(revisionOf({ ...full, revisedAt: "" }) < revisionOf(full)).toBe(true);
  });

  it("is the same for the same delivery, whatever the order of its fields", () => {
    const turned = Object.fromEntries(Object.entries(document).reverse()) as unknown as Document;
    expect(revisionOf(turned)).toBe(revisionOf(document));
  });

  it("differs as soon as anything in the record differs", () => {
    for (const change of [
      { title: "Aspirin and strokes" },
      { retracted: true },
      { year: 2020 },
      { version: 2 },
    ]) {
      expect(contentHashOf({ ...document, ...change })).not.toBe(contentHashOf(document));
    }
  });
});

describe("canonical JSON", () => {
  it("is equal for equal values and reads back as the value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("leaves undefined fields out", () => {
    expect(canonicalJson({ b: 1, a: undefined, c: [2, { e: 0, d: 0 }] })).toBe(
      '{"b":1,"c":[2,{"d":0,"e":0}]}',
    );
  });
});
