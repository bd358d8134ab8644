import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCurie } from "../../src/domain/curie.js";
import {
  anyCurie,
  curieFrom,
  knownCurie,
  ourPrefix,
  prefixOfIriBase,
} from "../../src/terminology/prefixes.js";

describe("prefixes", () => {
  it.each([
    ["MSH:D003924", "MESH:D003924"],
    ["MeSH:D003924", "MESH:D003924"],
    ["http://id.nlm.nih.gov/mesh/D003924", "MESH:D003924"],
    ["https://identifiers.org/mesh:D003924", "MESH:D003924"],
    ["MIM:222100", "OMIM:222100"],
    ["OMIM:PS222100", "omim.ps:222100"],
    ["https://omim.org/phenotypicSeries/PS222100", "omim.ps:222100"],
    ["http://purl.obolibrary.org/obo/MONDO_0005147", "MONDO:0005147"],
    ["DO:DOID:9744", "DOID:9744"],
    ["Orphanet:558", "orphanet:558"],
    ["http://www.orpha.net/ORDO/Orphanet_558", "orphanet:558"],
    ["HGNC:HGNC:5", "HGNC:5"],
    ["http://identifiers.org/hgnc/5", "HGNC:5"],
    ["MGI:MGI:98834", "MGI:98834"],
    ["UniProtKB:P04637", "uniprot:P04637"],
    ["Ensembl:ENSG00000141510", "ensembl:ENSG00000141510"],
    ["NCBI_TaxID:9606", "NCBITaxon:9606"],
    ["taxon:9606", "NCBITaxon:9606"],
    ["CVCL_0030", "cellosaurus:CVCL_0030"],
    ["RRID:CVCL_0030", "cellosaurus:CVCL_0030"],
    ["https://www.cellosaurus.org/CVCL_0030", "cellosaurus:CVCL_0030"],
    ["EFO:EFO_0001185", "EFO:0001185"],
    ["KEGG COMPOUND:C01405", "kegg.compound:C01405"],
    ["SCTID:44054006", "snomedct:44054006"],
    ["UMLS_CUI:C0011860", "UMLS:C0011860"],
  ])("%s is %s", (written, ours) => {
    expect(knownCurie(written)).toBe(ours);
    expect(knownCurie(ours)).toBe(ours);
  });

  it.each([
    "Wikipedia:Aspirin",
    "PMID:1",
    "MESH:",
    "MESH:a b",
    ":x",
    "",
    "RRID:AB_1",
    "http://example.org/x",
    "D003924",
  ])("“%s” is no id that we know", (written) => {
    expect(knownCurie(written)).toBeUndefined();
  });

  it("stay as they are when they are new, never when they are known and damaged", () => {
    expect(anyCurie("LAB:7")).toBe("LAB:7");
    expect(anyCurie("http://purl.obolibrary.org/obo/XAO_0000001")).toBe("XAO:0000001");
    expect(anyCurie("RRID:AB_1")).toBeUndefined();
  });

  it("are found by the beginning of their IRIs", () => {
    expect(prefixOfIriBase("http://purl.obolibrary.org/obo/DOID_")).toBe("DOID");
    expect(prefixOfIriBase("http://identifiers.org/hgnc/")).toBe("HGNC");
    expect(prefixOfIriBase("https://www.cellosaurus.org/CVCL_")).toBe("cellosaurus");
    expect(prefixOfIriBase("https://lab.example/")).toBeUndefined();
  });

  it("give CURIEs or nothing, and the same again", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("MESH", "msh", "OMIM", "cellosaurus", "Ensembl", "x"),
        fc.string(),
        (prefix, local) => {
          const curie = curieFrom(prefix, local);
          if (curie === undefined) return;
          expect(isCurie(curie)).toBe(true);
          expect(ourPrefix(curie.slice(0, curie.indexOf(":")))).toBe(curie.slice(0, curie.indexOf(":")));
          expect(isCurie(knownCurie(curie) ?? "")).toBe(true);
        },
      ),
    );
  });
});
