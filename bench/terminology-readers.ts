/**
 * How fast the readers of terminology formats are, on the files of ../shared/data and on those named.
 * `npx tsx bench/terminology-readers.ts [taxonomy=FOLDER] [obo=FILE] [obograph=FILE] [cellosaurus=FILE] [gene-info=FILE] …`
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readBiosynDictionary } from "../src/terminology/biosyn-dictionary.js";
import { readCellosaurus } from "../src/terminology/cellosaurus.js";
import { readCtd } from "../src/terminology/ctd.js";
import { readGeneInfo } from "../src/terminology/gene-info.js";
import { readOboGraph } from "../src/terminology/obo-graph.js";
import { readOboText } from "../src/terminology/obo-text.js";
import { readReachTsv } from "../src/terminology/reach-tsv.js";
import type { ConceptStream, SourceReport } from "../src/terminology/source.js";
import { readTaxonomy } from "../src/terminology/taxonomy.js";
import { machine, table } from "./page.js";

const readers: Readonly<Record<string, (path: string, report: SourceReport) => ConceptStream>> = {
  "gene-info": (path, report) => readGeneInfo(path, {}, report),
  ctd: readCtd,
  biosyn: (path, report) => readBiosynDictionary(path, { category: "Disease" }, report),
  "reach-cells": (path, report) => readReachTsv(path, { category: "CellLine" }, report),
  "reach-species": (path, report) =>
    readReachTsv(path, { category: "OrganismTaxon", prefix: "NCBITaxon" }, report),
  taxonomy: (path, report) => readTaxonomy(path, {}, report),
  cellosaurus: (path, report) => readCellosaurus(path, {}, report),
  obo: (path, report) => readOboText(path, {}, report),
  obograph: (path, report) => readOboGraph(path, {}, report),
};
const data = join(import.meta.dirname, "../../shared/data");
const given = [
  ["gene-info", join(data, "terminology/Homo_sapiens.gene_info.gz")],
  ["ctd", join(data, "terminology/CTD_diseases.tsv.gz")],
  ["biosyn", join(data, "linking/ncbi-disease-biosyn/train_dictionary.txt")],
  ["biosyn", join(data, "linking/ncbi-disease-biosyn/medic_06Jul2012.txt")],
  ["reach-cells", join(data, "terminology/reach-Cellosaurus.tsv.gz")],
  ["reach-species", join(data, "terminology/reach-Species_exhaustive.tsv.gz")],
  ...process.argv
    .slice(2)
    .map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
];

const on = machine();
const rows: string[][] = [["format", "concepts", "names", "left out", "problems", "s", "concepts/s"]];
for (const [format = "", path = ""] of given) {
  const read = readers[format];
  if (!read || !existsSync(path)) {
    console.log(
      `${format} ${path}: ${read ? "no such file" : `give one of ${Object.keys(readers).join(", ")}`}`,
    );
    continue;
  }
  let [concepts, names, problems, leftOut] = [0, 0, 0, 0];
  const start = performance.now();
  const stream = read(path, {
    problem: () => {
      problems += 1;
    },
    progress: () => undefined,
    leftOut: (_file, _reason, count = 1) => {
      leftOut += count;
    },
  });
  for await (const { synonyms } of stream) {
    concepts += 1;
    names += 1 + synonyms.length;
  }
  const seconds = (performance.now() - start) / 1000;
  const counts = [concepts, names, leftOut, problems].map((count) => count.toLocaleString("en"));
  rows.push([format, ...counts, seconds.toFixed(2), Math.round(concepts / seconds).toLocaleString("en")]);
}
console.log([on, "", ...table(rows)].join("\n"));
