import { describe, expect, it } from "vitest";
import { variantConcept, variantId } from "../../src/link/variants.js";

describe("the identity of a variant", () => {
  it.each([
    ["V600E", "hgvs:p.V600E"],
    ["p.Val600Glu", "hgvs:p.V600E"],
    ["Val600→Glu", "hgvs:p.V600E"],
    ["valine to glutamic acid at codon 600", "hgvs:p.V600E"],
    ["Val/Met at codon 158", "hgvs:p.V158M"],
    ["158Val/Met", "hgvs:p.V158M"],
    ["R1450X", "hgvs:p.R1450*"],
    ["p.Arg1450Ter", "hgvs:p.R1450*"],
    ["c.35G>A", "hgvs:c.35G>A"],
    ["35G>A", "hgvs:c.35G>A"],
    ["C677T", "hgvs:c.677C>T"],
    ["G12C", "hgvs:p.G12C"],
    ["-308G/A", "hgvs:c.-308G>A"],
    ["185delAG", "hgvs:c.185delAG"],
    ["c.35_36insT", "hgvs:c.35_36insT"],
    ["IVS3+1G>A", "hgvs:c.IVS3+1G>A"],
    ["rs113488022", "dbSNP:rs113488022"],
    ["RS#113488022", "dbSNP:rs113488022"],
    ["F508del", "hgvs:p.F508del"],
  ])("%s → %s", (text, id) => {
    expect(variantId(text)).toBe(id);
  });

  it.each(["deletion of exon 3", "mutation", "S1PR", "", "codon"])("%s has none", (text) => {
    expect(variantId(text)).toBeUndefined();
  });

  it("makes a concept named by its local part", () => {
    expect(variantConcept("hgvs:p.V600E")).toMatchObject({ name: "p.V600E", category: "SequenceVariant" });
  });
});
