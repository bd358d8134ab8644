import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import type { Candidate, Link } from "../../src/domain/link.js";
import { goldCuries } from "../../src/evaluate/gold-ids.js";
import { compareLinking } from "../../src/evaluate/linking/compare.js";
import { evaluateLinking, type LinkedCase } from "../../src/evaluate/linking/evaluate-linking.js";
import { decisionOf, type PartCandidates, rankOf } from "../../src/evaluate/linking/rank.js";
import { type Knowledge, reasonOf } from "../../src/evaluate/linking/reasons.js";

const itself = (id: Curie) => new Set([id]);

function candidate(id: Curie, exact = 0): Candidate {
  return { id, name: id, matchedName: id, score: { total: 0.9, dense: 1, sparse: 1, exact, context: 0 } };
}

function parts(...ids: readonly (readonly Curie[])[]): PartCandidates {
  return ids.map((part) => part.map((id) => candidate(id)));
}

/** Linked to the first candidate of each part. */
function linkOf(of: PartCandidates, nil = false): Link {
  const firsts = of.flatMap((part) => part.slice(0, 1));
  return {
    ids: nil ? [] : [...new Set(firsts.map(({ id }) => id))],
    ...(nil ? { nil: "below-threshold" as const } : {}),
    score: 0.9,
    steps: [],
    candidates: firsts,
    parts: of,
  };
}

function one(gold: readonly Curie[], of: PartCandidates, fields: Partial<LinkedCase> = {}): LinkedCase {
  return {
    documentId: "PMID:1",
    start: 0,
    end: 4,
    text: "gout",
    category: "Disease",
    gold,
    link: linkOf(of),
    parts: of,
    ...fields,
  };
}

const knowledge: Knowledge = {
  idsOf: itself,
  isKnown: () => true,
  hasName: () => false,
  parentsOf: () => [],
};

describe("the rank of a link", () => {
  it("is the place of the first candidate that means a gold concept", () => {
    expect(rankOf(["MESH:D1"], parts(["MESH:D1"]), itself)).toBe(1);
    expect(rankOf(["MESH:D1"], parts(["MESH:D9", "MESH:D8", "MESH:D1"]), itself)).toBe(3);
    expect(rankOf(["MESH:D1"], parts(["MESH:D9"]), itself)).toBe(Number.POSITIVE_INFINITY);
    expect(rankOf(["MESH:D1"], parts([]), itself)).toBe(Number.POSITIVE_INFINITY);
  });

  it("looks at twenty candidates, as BioSyn does", () => {
    const twenty = Array.from({ length: 20 }, (_, index): Curie => `MESH:C${index}`);
    expect(rankOf(["MESH:C19"], parts(twenty), itself)).toBe(20);
    expect(rankOf(["MESH:D1"], parts([...twenty, "MESH:D1"]), itself)).toBe(Number.POSITIVE_INFINITY);
  });

  it("counts any id of a composite for an undivided mention, as BioSyn does", () => {
    expect(rankOf(["MESH:D1", "MESH:D2"], parts(["MESH:D2"]), itself)).toBe(1);
  });

  it("is that of the worst part of a divided mention", () => {
    const gold: readonly Curie[] = ["MESH:D1", "MESH:D2"];
    expect(rankOf(gold, parts(["MESH:D1"], ["MESH:D2"]), itself)).toBe(1);
    expect(rankOf(gold, parts(["MESH:D1"], ["MESH:D9", "MESH:D8", "MESH:D2"]), itself)).toBe(3);
    expect(rankOf(gold, parts(["MESH:D1"], ["MESH:D9"]), itself)).toBe(Number.POSITIVE_INFINITY);
  });

  it("accepts withdrawn ids and those of a merged vocabulary", () => {
    const idsOf = (id: Curie) =>
      new Set<Curie>(id === "MESH:D001260" ? [id, "OMIM:208900", "MESH:C000001"] : [id]);
    expect(rankOf(["OMIM:208900"], parts(["MESH:D001260"]), idsOf)).toBe(1);
    expect(decisionOf(["MESH:C000001"], { ids: ["MESH:D001260"] }, idsOf)).toBe("right");
  });
});

describe("what would stand in the graph", () => {
  it("is right only when it means exactly the gold concepts", () => {
    const gold: readonly Curie[] = ["MESH:D1", "MESH:D2"];
    expect(decisionOf(gold, { ids: ["MESH:D2", "MESH:D1"] }, itself)).toBe("right");
    expect(decisionOf(gold, { ids: ["MESH:D1"] }, itself)).toBe("partly");
    expect(decisionOf(["MESH:D1"], { ids: ["MESH:D1", "MESH:D2"] }, itself)).toBe("partly");
    expect(decisionOf(gold, { ids: ["MESH:D3"] }, itself)).toBe("wrong");
    expect(decisionOf(gold, { ids: [] }, itself)).toBe("nil");
  });
});

describe("accuracy of linking", () => {
  const cases: readonly LinkedCase[] = [
    one(["MESH:D1"], parts(["MESH:D1"]), { familiarity: "seen" }),
    one(["MESH:D1"], parts(["MESH:D2", "MESH:D1"]), { familiarity: "unseen" }),
    one(["MESH:D1"], parts(["MESH:D2"]), { familiarity: "unseen", documentId: "PMID:2" }),
    one(["MESH:D1", "MESH:D3"], parts(["MESH:D3"]), { familiarity: "zeroShot", documentId: "PMID:2" }),
  ];

  it("is the share of mentions with the gold concept among the first k", () => {
    const evaluation = evaluateLinking(cases, { knowledge });
    expect(evaluation).toMatchObject({
      documents: 2,
      mentions: 4,
      acc1: 50,
      acc5: 75,
      acc20: 75,
      mrr: 62.5,
      decisions: { right: 1, partly: 1, wrong: 2, nil: 0 },
      byCategory: { Disease: { mentions: 4, acc5: 75 } },
      single: { mentions: 3 },
      composite: { mentions: 1, acc1: 100 },
      byFamiliarity: {
        seen: { mentions: 1, acc1: 100 },
        unseen: { mentions: 2, acc1: 0, acc5: 50, mrr: 25 },
        zeroShot: { mentions: 1, acc1: 100 },
      },
    });
  });

  it("has intervals from draws of documents, whatever their order", () => {
    const { intervals, byFamiliarity } = evaluateLinking(cases, { knowledge });
    expect(intervals.acc1).toEqual({ low: 50, high: 50 });
    expect(intervals.acc5).toEqual({ low: 50, high: 100 });
    // Draws without the one document that has such a mention say nothing of it.
    expect(byFamiliarity.seen!.intervals.acc1).toEqual({ low: 100, high: 100 });
    expect(evaluateLinking(cases.toReversed(), { knowledge }).intervals).toEqual(intervals);
  });

  it("counts the costliest wordings once each, with the reason", () => {
    const { worst, reasons } = evaluateLinking(cases, { knowledge });
    expect(worst.map(({ reason, count }) => [reason, count])).toEqual([
      ["ranked-below", 1],
      ["not-retrieved", 1],
      ["under-split", 1],
    ]);
    expect(worst[0]).toMatchObject({ text: "gout", gold: ["MESH:D1"], first: { id: "MESH:D2" }, rank: 2 });
    expect(reasons["under-split"]).toMatchObject({ mentions: 1, atFirst: 0 });
    expect(reasons["not-retrieved"]).toMatchObject({ mentions: 1, atFirst: 1 });
  });
});

describe("the reason of an error", () => {
  const reason = (linked: LinkedCase, known: Partial<Knowledge> = {}) =>
    reasonOf({ ...linked, rank: rankOf(linked.gold, linked.parts, itself) }, { ...knowledge, ...known });
  const gold: readonly Curie[] = ["MESH:D1"];
  const wrong = parts(["MESH:D2", "MESH:D1"]);

  it("is none for exactly the gold concepts", () => {
    expect(reason(one(gold, parts(["MESH:D1"])))).toBeUndefined();
  });

  it("tells NIL for the right concept, and concepts that the dictionary lacks", () => {
    const right = parts(["MESH:D1"]);
    expect(reason(one(gold, right, { link: linkOf(right, true) }))).toBe("refused");
    expect(reason(one(gold, parts(["MESH:D2"])), { isKnown: () => false })).toBe("outside-dictionary");
  });

  it("tells composites split too little and too much", () => {
    expect(reason(one(["MESH:D1", "MESH:D3"], parts(["MESH:D1"])))).toBe("under-split");
    expect(reason(one(gold, parts(["MESH:D2"], ["MESH:D1"])))).toBe("over-split");
    expect(reason(one(["MESH:D1", "MESH:D3"], parts(["MESH:D1"], ["MESH:D1"])))).toBe("under-split");
  });

  it("tells namesakes, which have the very name too", () => {
    const namesakes = [[candidate("MESH:D2", 1), candidate("MESH:D1", 1)]];
    expect(reason(one(gold, namesakes))).toBe("namesake");
  });

  it("tells abbreviations written out wrongly or not at all", () => {
    const expanded = { ...linkOf(wrong), steps: [{ rule: "abbreviation", text: "grand old uric trouble" }] };
    expect(reason(one(gold, wrong, { link: expanded, text: "GOUT" }), { hasName: () => true })).toBe(
      "wrongly-expanded",
    );
    expect(reason(one(gold, wrong, { text: "GT" }))).toBe("not-expanded");
    expect(reason(one(gold, wrong, { text: "TP53", category: "Gene" }))).toBe("ranked-below");
  });

  it("tells broader and narrower concepts from those of no kin", () => {
    const parentsOf = (id: Curie): readonly Curie[] => (id === "MESH:D1" ? ["MESH:D2"] : []);
    expect(reason(one(gold, wrong), { parentsOf })).toBe("broader");
    expect(reason(one(["MESH:D2"], parts(["MESH:D1"])), { parentsOf })).toBe("narrower");
    expect(reason(one(gold, wrong))).toBe("ranked-below");
    expect(reason(one(gold, parts(["MESH:D2"])))).toBe("not-retrieved");
    expect(reason(one(gold, parts([])))).toBe("not-retrieved");
  });
});

describe("two runs over the same mentions", () => {
  const mention = (documentId: string, here: boolean, there: boolean) => ({
    documentId,
    category: "Disease" as const,
    here,
    there,
  });

  it("do not differ when they are the same", () => {
    const same = ["1", "2", "3"].map((id) => mention(id, id !== "2", id !== "2"));
    expect(compareLinking(same)).toMatchObject({
      difference: { acc1: 0, interval: { low: 0, high: 0 }, p: 1 },
      rightHereOnly: 0,
      rightThereOnly: 0,
    });
  });

  it("differ by the share that only one has right", () => {
    const mentions = Array.from({ length: 40 }, (_, index) => mention(`${index}`, true, index % 2 === 0));
    const compared = compareLinking(mentions);
    expect(compared).toMatchObject({
      other: 50,
      difference: { acc1: 50 },
      rightHereOnly: 20,
      rightThereOnly: 0,
      byCategory: { Disease: { difference: { acc1: 50 } } },
    });
    expect(compared.difference.p).toBeLessThan(0.001);
    expect(compared.difference.interval.low).toBeGreaterThan(20);
  });
});

describe("ids of corpora", () => {
  it("become CURIEs by type, as the Bioregistry spells them", () => {
    expect(goldCuries(["D003924", "D003924", " OMIM:114480"], "Disease")).toEqual([
      "MESH:D003924",
      "OMIM:114480",
    ]);
    expect(goldCuries(["MESH:C000001"], "Chemical")).toEqual(["MESH:C000001"]);
    expect(goldCuries(["7157"], "Gene")).toEqual(["NCBIGene:7157"]);
    expect(goldCuries(["9606"], "Species")).toEqual(["NCBITaxon:9606"]);
    expect(goldCuries(["CVCL_0224"], "CellLine")).toEqual(["cellosaurus:CVCL_0224"]);
    expect(goldCuries(["rs1801133"], "Variant")).toEqual(["dbSNP:rs1801133"]);
    expect(goldCuries(["c|Allele|A|1298"], "Variant")).toEqual(["corpus:c|Allele|A|1298"]);
  });

  it("keep other vocabularies, and tell UMLS from MeSH by length", () => {
    expect(goldCuries(["114480", "C0006142", "UMLS:C0006142", "HP:0001250"], "Disease")).toEqual([
      "OMIM:114480",
      "UMLS:C0006142",
      "HP:0001250",
    ]);
    expect(goldCuries(["chebi:6801", "C000598644"], "Chemical")).toEqual(["CHEBI:6801", "MESH:C000598644"]);
  });

  it("turn tmVar's variants into HGVS", () => {
    const ids = ["p|SUB|V|600|E", "c|SUB|G|35|A", "c|DEL|1314_1328|", "c|INS|12_13|AG"];
    expect(goldCuries(ids, "Variant")).toEqual([
      "hgvs:p.V600E",
      "hgvs:c.35G>A",
      "hgvs:c.1314_1328del",
      "hgvs:c.12_13insAG",
    ]);
  });

  it("leave out what stands for no concept", () => {
    expect(goldCuries(["-1", "-", ""], "Chemical")).toEqual([]);
  });
});
