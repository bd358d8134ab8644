import { describe, expect, it } from "vitest";
import type { Curie } from "../../src/domain/curie.js";
import type { Link } from "../../src/domain/link.js";
import { goldCuries } from "../../src/evaluate/gold-ids.js";
import { evaluateLinking, type LinkedCase } from "../../src/evaluate/linking/evaluate-linking.js";
import { decisionOf, rankOf } from "../../src/evaluate/linking/rank.js";

const itself = (id: Curie) => new Set([id]);

function link(ids: readonly Curie[], candidates: readonly Curie[] = ids): Link {
  const score = { total: 1, dense: 0, sparse: 1, exact: 1, context: 0 };
  return {
    ids,
    ...(ids.length === 0 ? { nil: "below-threshold" as const } : {}),
    score: 1,
    steps: [],
    candidates: candidates.map((id) => ({ id, name: id, matchedName: id, score })),
  };
}

describe("the rank of a link", () => {
  it("is the place of the first candidate that means a gold concept", () => {
    expect(rankOf(["MESH:D1"], link(["MESH:D1"]), itself)).toBe(1);
    expect(rankOf(["MESH:D1"], link(["MESH:D9"], ["MESH:D9", "MESH:D8", "MESH:D1"]), itself)).toBe(3);
    expect(rankOf(["MESH:D1"], link(["MESH:D9"]), itself)).toBe(Number.POSITIVE_INFINITY);
    expect(rankOf(["MESH:D1"], link([], []), itself)).toBe(Number.POSITIVE_INFINITY);
  });

  it("takes candidates as they stand when the linker would answer NIL", () => {
    expect(rankOf(["MESH:D1"], link([], ["MESH:D1"]), itself)).toBe(1);
  });

  it("counts any id of a composite for an undivided mention, as BioSyn does", () => {
    expect(rankOf(["MESH:D1", "MESH:D2"], link(["MESH:D2"]), itself)).toBe(1);
  });

  it("asks every part of a divided mention to be right", () => {
    expect(rankOf(["MESH:D1", "MESH:D2"], link(["MESH:D1", "MESH:D2"]), itself)).toBe(1);
    const half = link(["MESH:D1", "MESH:D9"], ["MESH:D1", "MESH:D9", "MESH:D8", "MESH:D2"]);
    expect(rankOf(["MESH:D1", "MESH:D2"], half, itself)).toBe(2);
    expect(rankOf(["MESH:D1", "MESH:D2"], link(["MESH:D1", "MESH:D9"]), itself)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("accepts withdrawn ids and those of a merged vocabulary", () => {
    const idsOf = (id: Curie) =>
      new Set<Curie>(id === "MESH:D001260" ? [id, "OMIM:208900", "MESH:C000001"] : [id]);
    expect(rankOf(["OMIM:208900"], link(["MESH:D001260"]), idsOf)).toBe(1);
    expect(decisionOf(["MESH:C000001"], link(["MESH:D001260"]), idsOf)).toBe("right");
  });
});

describe("what would stand in the graph", () => {
  it("is right only when it means exactly the gold concepts", () => {
    const gold: readonly Curie[] = ["MESH:D1", "MESH:D2"];
    expect(decisionOf(gold, link(["MESH:D2", "MESH:D1"]), itself)).toBe("right");
    expect(decisionOf(gold, link(["MESH:D1"]), itself)).toBe("partly");
    expect(decisionOf(["MESH:D1"], link(["MESH:D1", "MESH:D2"]), itself)).toBe("partly");
    expect(decisionOf(gold, link(["MESH:D3"]), itself)).toBe("wrong");
    expect(decisionOf(gold, link([], ["MESH:D1"]), itself)).toBe("nil");
  });
});

describe("accuracy of linking", () => {
  const one = (documentId: string, gold: readonly Curie[], made: Link, seen = false): LinkedCase => ({
    documentId,
    text: "gout",
    category: "Disease",
    gold,
    link: made,
    seen,
  });

  it("is the share of mentions with the gold concept among the first k", () => {
    const evaluation = evaluateLinking(
      [
        one("PMID:1", ["MESH:D1"], link(["MESH:D1"]), true),
        one("PMID:1", ["MESH:D1"], link(["MESH:D2"], ["MESH:D2", "MESH:D1"])),
        one("PMID:2", ["MESH:D1"], link(["MESH:D2"])),
        one("PMID:2", ["MESH:D1", "MESH:D3"], link(["MESH:D3"])),
      ],
      { idsOf: itself },
    );
    expect(evaluation).toMatchObject({ documents: 2, mentions: 4, acc1: 50, acc5: 75, mrr: 62.5 });
    expect(evaluation.composite).toMatchObject({ mentions: 1, acc1: 100 });
    expect(evaluation.seen).toMatchObject({ mentions: 1, acc1: 100 });
    expect(evaluation.unseen?.acc1).toBeCloseTo(100 / 3, 10);
    expect(evaluation.byCategory.Disease?.acc5).toBe(75);
    expect(evaluation.decisions).toEqual({ right: 1, partly: 1, wrong: 2, nil: 0 });
    expect(evaluation.intervals.acc1).toEqual({ low: 50, high: 50 });
    expect(evaluation.worst).toHaveLength(1);
    expect(evaluation.worst[0]).toMatchObject({
      count: 2,
      gold: ["MESH:D1"],
      first: { id: "MESH:D2" },
      rank: 2,
    });
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
