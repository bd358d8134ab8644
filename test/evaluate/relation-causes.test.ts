import { describe, expect, it } from "vitest";
import { causesOf } from "../../src/evaluate/relations/causes.js";
import { answer, fact, related, type Sketch } from "./related-document.js";

const entities: NonNullable<Sketch["entities"]> = [
  ["C1", "Chemical", "zinc"],
  ["C2", "Chemical", "copper"],
  ["D1", "Disease", "chronic rash"],
  ["D2", "Disease", "fever"],
  ["D3", "Disease", "rash"],
  ["F1", undefined, "bread"],
];
const asked = [{ subject: "C1", object: "D1", score: 0 }];
const far = Array.from({ length: 25 }, () => "long").join(" ");

/** The cause under which the one missed pair of zinc and fever falls. */
function missedIn(...sentences: readonly string[]): readonly string[] {
  const { missed } = causesOf([
    related({ sentences, entities, gold: [fact("C1", "D2", "CID")], pairs: asked }),
  ]);
  return Object.entries(missed).flatMap(([cause, { wrong, of }]) => (wrong === 1 && of === 1 ? [cause] : []));
}

/** The cause under which the one wrong pair of zinc and fever falls. */
function spuriousIn(sentences: readonly string[], more: Sketch = {}): readonly string[] {
  const found = [answer("C1", "D2", "CID")];
  const { spurious } = causesOf([related({ sentences, entities, found, ...more })]);
  return Object.entries(spurious).flatMap(([cause, { wrong }]) => (wrong >= 1 ? [cause] : []));
}

describe("causes of missed pairs", () => {
  it("are told apart", () => {
    expect(missedIn("Some zinc.", "A fever.")).toEqual(["no sentence in common"]);
    expect(missedIn("Nor did zinc cause fever.")).toEqual(["negated"]);
    expect(missedIn(`The zinc ${far} fever.`)).toEqual(["far apart"]);
    expect(missedIn("The zinc caused fever.")).toEqual(["other"]);
  });

  it("know entities and types that nobody asked about", () => {
    const sentences = ["The bread and zinc caused fever, copper rash."];
    const gold = [fact("F1", "D2"), fact("C1", "C2")];
    const { missed } = causesOf([related({ sentences, entities, gold, pairs: asked })]);
    expect(missed["entity unknown"]).toEqual({ wrong: 1, of: 1 });
    expect(missed["types never asked"]).toEqual({ wrong: 1, of: 1 });
  });

  it("stand beside how many were found in spite of them", () => {
    const sentences = ["Some zinc.", "A fever, a chronic rash."];
    const gold = [fact("C1", "D2", "CID"), fact("C1", "D1", "CID")];
    const { missed } = causesOf([related({ sentences, entities, gold, found: [answer("C1", "D1", "CID")] })]);
    expect(missed["no sentence in common"]).toEqual({ wrong: 1, of: 2 });
  });
});

describe("causes of spurious pairs", () => {
  it("are told apart", () => {
    expect(spuriousIn(["Some zinc.", "A fever."])).toEqual(["no sentence in common"]);
    expect(spuriousIn(["No zinc caused fever."])).toEqual(["negated"]);
    expect(spuriousIn(["The zinc may cause fever."])).toEqual(["hedged"]);
    expect(spuriousIn([`The zinc ${far} fever.`])).toEqual(["far apart"]);
    expect(spuriousIn(["The zinc and fever."])).toEqual(["co-mention only"]);
    expect(spuriousIn(["The zinc and fever."], { annotated: new Set(["C1"]) })).toEqual([
      "entity not annotated",
    ]);
  });

  it("know an entity that is another's part, and one that is related to everything", () => {
    const sentences = ["The zinc gave chronic rash and fever, copper bread."];
    const kin = spuriousIn(sentences, { gold: [fact("C1", "D1")], found: [answer("C1", "D3")] });
    expect(kin).toEqual(["narrower or broader entity"]);
    const hub = ["C2", "D1", "D2", "D3", "F1"].map((other) => answer("C1", other));
    expect(spuriousIn(sentences, { found: hub })).toContain("hub entity");
  });
});

describe("labels and directions", () => {
  it("are compared on right pairs only", () => {
    const { labels, direction } = causesOf([
      related({
        gold: [fact("C1", "D1", "CAUSES"), fact("C1", "D2", "INCREASES"), fact("C2", "D2", "Bind")],
        found: [answer("D1", "C1", "CAUSES"), answer("C1", "D2", "DECREASES"), answer("D2", "C2", "Bind")],
      }),
    ]);
    expect(labels).toEqual([{ gold: "INCREASES", found: "DECREASES", count: 1 }]);
    // “Bind” has no direction.
    expect(direction).toEqual({ wrong: 1, of: 1 });
  });
});
