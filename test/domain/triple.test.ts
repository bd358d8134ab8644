import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import { isCurie, parseCurie } from "../../src/domain/curie.js";
import { documentText, layPassages, passageAt } from "../../src/domain/document.js";
import { evidenceKey, tripleOf } from "../../src/domain/triple.js";

const curie = fc
  .tuple(fc.constantFrom("MESH", "NCBIGene", "OMIM"), fc.stringMatching(/^[A-Z0-9]{1,8}$/))
  .map(([prefix, local]) => `${prefix}:${local}` as Curie);

describe("a triple's key", () => {
  it("of a symmetric predicate is the same both ways, of a directed one is not", () => {
    fc.assert(
      fc.property(curie, curie, (a, b) => {
        fc.pre(a !== b);
        expect(tripleOf(a, "associated_with", b)).toEqual(tripleOf(b, "associated_with", a));
        expect(tripleOf(a, "treats", b).key).not.toBe(tripleOf(b, "treats", a).key);
      }),
    );
  });

  it("is the published recipe", () => {
    expect(tripleOf("MESH:D008687", "treats", "MESH:D003924").key).toMatchInlineSnapshot(
      `"t1_e510dba41581471ac7569554808e76d4"`,
    );
  });

  it("gives one evidence key per document", () => {
    const { key } = tripleOf("MESH:D008687", "treats", "MESH:D003924");
    expect(evidenceKey(key, "PMID:1")).not.toBe(evidenceKey(key, "PMID:2"));
    expect(evidenceKey(key, "PMID:1")).toMatch(/^e1_[0-9a-f]{32}$/);
  });
});

describe("a CURIE", () => {
  it("has a prefix and a local part without spaces", () => {
    expect(isCurie("cellosaurus:CVCL_0023")).toBe(true);
    expect(isCurie("D003924")).toBe(false);
    expect(() => parseCurie("MESH: D1")).toThrow(/not a CURIE/);
  });
});

describe("passages", () => {
  it("stand in the document's text where their offsets say", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (texts) => {
        const passages = layPassages(
          texts.map((text) => ({ kind: "abstract" as const, role: "other" as const, text })),
        );
        const whole = documentText({ passages });
        for (const passage of passages) {
          const end = passage.offset + passage.text.length;
          expect(whole.slice(passage.offset, end)).toBe(passage.text);
          if (passage.text.length > 0) {
            expect(passageAt({ passages }, { start: passage.offset, end })?.offset).toBe(passage.offset);
          }
        }
      }),
    );
  });
});
