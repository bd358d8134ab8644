import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Category } from "../../src/domain/concept.js";
import { findNames } from "../../src/link/find-names.js";
import { openTerminology, type Terminology } from "../../src/link/terminology.js";
import { scratchFolder, toyConcepts, writeTerminology } from "./toy-terminology.js";

let terminology: Terminology;
beforeAll(async () => {
  terminology = await openTerminology({
    folder: writeTerminology([
      ...toyConcepts,
      {
        id: "MESH:D000163",
        name: "Acquired Immunodeficiency Syndrome",
        category: "Disease",
        synonyms: ["AIDS"],
      },
    ]),
    cacheFolder: scratchFolder(),
  });
});

function found(text: string, category: Category): readonly (readonly [string, readonly string[]])[] {
  return findNames(text, terminology.layer(category)!).map(({ start, end, ids }) => [
    text.slice(start, end),
    ids,
  ]);
}

describe("findNames", () => {
  it("finds the longest names of a category, in order", () => {
    const text = "Mice with type 2 diabetes, breast cancers and ataxia-telangiectasia.";
    expect(found(text, "Disease")).toEqual([
      ["type 2 diabetes", ["MESH:D003924"]],
      ["breast cancers", ["MESH:D001943"]],
      ["ataxia-telangiectasia", ["MESH:D001260"]],
    ]);
    expect(found(text, "OrganismTaxon")).toEqual([["Mice", ["NCBITaxon:10090"]]]);
  });

  it("reads Roman numerals as the names do", () => {
    expect(found("Type I diabetes and type II diabetes", "Disease").map(([, ids]) => ids)).toEqual([
      ["MESH:D003922"],
      ["MESH:D003924"],
    ]);
  });

  it("gives all concepts of a name that several share", () => {
    expect(found("AF was frequent.", "Disease")).toEqual([["AF", ["MESH:D001281", "MESH:C537702"]]]);
  });

  it("takes a short name in its own capitals alone, but for the first letter", () => {
    expect(found("This aids patients with AIDS.", "Disease")).toEqual([["AIDS", ["MESH:D000163"]]]);
    expect(found("mice, Mice, MICE", "OrganismTaxon").map(([name]) => name)).toEqual(["mice", "Mice"]);
  });

  it("reaches over no sentence and no empty word at an end", () => {
    expect(found("Of the breast. Cancer of unknown origin.", "Disease")).toEqual([]);
    expect(found("of the aspirin of", "ChemicalEntity")).toEqual([["aspirin", ["MESH:D001241"]]]);
  });

  it("finds spans of the text, in order and apart, in any text", () => {
    const words = [
      "aspirin",
      "AF",
      "type",
      "2",
      "II",
      "diabetes",
      "breast",
      "cancer",
      "\u{1f48a}",
      "é",
      "̈",
      "½",
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "grapheme" })), { maxLength: 12 }),
        fc.constantFrom(" ", "-", ", ", ". ", ""),
        (parts, joint) => {
          const text = parts.join(joint);
          let before = 0;
          for (const { start, end, ids } of findNames(text, terminology.layer("Disease")!)) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(ids.length).toBeGreaterThan(0);
            before = end;
          }
        },
      ),
    );
  });
});
