import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface ToyConcept {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly [field: string]: unknown;
}

export const toyConcepts: readonly ToyConcept[] = [
  {
    id: "MESH:D003924",
    name: "Diabetes Mellitus, Type 2",
    category: "Disease",
    synonyms: ["Type 2 Diabetes", "NIDDM"],
  },
  {
    id: "MESH:D003922",
    name: "Diabetes Mellitus, Type 1",
    category: "Disease",
    synonyms: ["Type 1 Diabetes"],
  },
  { id: "MESH:D001943", name: "Breast Neoplasms", category: "Disease", synonyms: ["Breast Cancer"] },
  { id: "MESH:D010051", name: "Ovarian Neoplasms", category: "Disease", synonyms: ["Ovarian Cancer"] },
  { id: "MESH:D001260", name: "Ataxia Telangiectasia", category: "Disease" },
  { id: "MESH:D001281", name: "Atrial Fibrillation", category: "Disease", synonyms: ["AF"] },
  { id: "MESH:C537702", name: "Familial atrial fibrillation", category: "Disease", synonyms: ["AF"] },
  {
    id: "MESH:D001241",
    name: "Aspirin",
    category: "ChemicalEntity",
    synonyms: ["Acetylsalicylic Acid"],
    formerly: ["MESH:C999999"],
  },
  {
    id: "NCBIGene:7157",
    name: "TP53",
    category: "Gene",
    synonyms: ["p53", "tumor protein p53"],
    taxon: "NCBITaxon:9606",
  },
  {
    id: "NCBIGene:22059",
    name: "Trp53",
    category: "Gene",
    synonyms: ["p53"],
    taxon: "NCBITaxon:10090",
    orthologs: ["NCBIGene:7157"],
  },
  { id: "NCBIGene:672", name: "BRCA1", category: "Gene", taxon: "NCBITaxon:9606" },
  { id: "NCBIGene:675", name: "BRCA2", category: "Gene", taxon: "NCBITaxon:9606" },
  {
    id: "NCBIGene:3558",
    name: "IL2",
    category: "Gene",
    synonyms: ["interleukin 2"],
    taxon: "NCBITaxon:9606",
  },
  { id: "NCBITaxon:9606", name: "Humans", category: "OrganismTaxon", synonyms: ["patients", "human"] },
  { id: "NCBITaxon:10090", name: "Mice", category: "OrganismTaxon", synonyms: ["mouse"] },
  { id: "cellosaurus:CVCL_0030", name: "HeLa", category: "CellLine" },
];

/** A folder with a terminology of these concepts; returns its path. */
export function writeTerminology(concepts: readonly ToyConcept[] = toyConcepts): string {
  const folder = join(scratchFolder(), "terminology");
  mkdirSync(folder);
  const packed = gzipSync(concepts.map((concept) => JSON.stringify(concept)).join("\n"));
  writeFileSync(join(folder, "toy.jsonl.gz"), packed);
  const manifest = {
    formatVersion: 1,
    name: "toy",
    version: "1",
    kind: "terminology",
    licence: "CC0-1.0",
    files: {
      "toy.jsonl.gz": { sha256: createHash("sha256").update(packed).digest("hex"), bytes: packed.length },
    },
    concepts: concepts.length,
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), "litweave-link-"));
}
