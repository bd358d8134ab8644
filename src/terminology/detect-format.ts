import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { LitweaveError } from "../domain/errors.js";
import { findRrf } from "./rrf-rows.js";
import type { SourceReport } from "./source.js";
import { textChunks } from "./text-lines.js";

/** What a terminology can be built from. */
export const terminologyFormats = [
  "mesh",
  "umls",
  "gene-info",
  "gene-history",
  "taxonomy",
  "cellosaurus",
  "obo",
  "obograph",
  "ctd",
  "biosyn",
  "reach",
  "sssom",
  "litweave",
] as const;
export type TerminologyFormat = (typeof terminologyFormats)[number];

/** What a file of each format shows near its beginning; the first that fits counts. */
const signs: readonly (readonly [TerminologyFormat, RegExp])[] = [
  ["mesh", /<(?:Descriptor|Supplemental|Qualifier)Record(?:Set)?[\s>]/],
  ["obograph", /^\s*\{[\s\S]*"(?:graphs|nodes)"\s*:/],
  ["obo", /^format-version:\s*\d/m],
  ["gene-history", /^#(?:Format: )?tax_id\b.*\bDiscontinued_GeneID\b/],
  ["gene-info", /^#(?:Format: )?tax_id\b.*\bGeneID\b/],
  ["cellosaurus", /^(?:AC {3}CVCL_\w{4}$|.*Cellosaurus)/m],
  ["sssom", /^(?:#\s*)?(?:curie_map|mapping_set_id)\s*:|^(?:[^#\n]*\t)?subject_id\t/m],
  ["ctd", /^# The Comparative Toxicogenomics Database|^# Fields:\s*\n#\s*(?:Disease|Chemical|Gene)Name\t/m],
  ["biosyn", /^[^\s|<{#][^\n]*?\|\|[^\n|]/],
  ["reach", /^(?:#.*\n)*[^\t\n]+\t(?:CVCL_\w+|\d+)(?:\t[^\t\n]*)?\r?\n/],
];

const silent: SourceReport = { problem: () => undefined, progress: () => undefined };
/** Licence texts stand before the first record of some formats. */
const headCharacters = 32 * 1024;

/** What a file begins with, unzipped. */
export async function headOf(path: string): Promise<string> {
  let head = "";
  for await (const chunk of textChunks(path, silent, () => 0)) {
    head += chunk;
    if (head.length >= headCharacters) break;
  }
  return head.slice(0, headCharacters).replace(/^\uFEFF/, "");
}

function formatOfFolder(folder: string): TerminologyFormat | undefined {
  if (existsSync(join(folder, "manifest.json"))) return "litweave";
  if (findRrf(folder, "MRCONSO")) return "umls";
  return readdirSync(folder).some((file) => /^names\.dmp(?:\.gz)?$/.test(file)) ? "taxonomy" : undefined;
}

/**
 * The format of a file or folder, told from what it holds, never from its name.
 *
 * @throws LitweaveError `NOT_FOUND` when nothing is there, `BAD_INPUT` when it is none of {@link terminologyFormats}
 */
export async function detectFormat(path: string): Promise<TerminologyFormat> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new LitweaveError("NOT_FOUND", `${path} cannot be opened`, { hint: "check the path" });
  const head = found.isDirectory() ? "" : await headOf(path);
  const format = found.isDirectory() ? formatOfFolder(path) : signs.find(([, sign]) => sign.test(head))?.[0];
  if (format) return format;
  throw new LitweaveError("BAD_INPUT", `${path} is in no format that a terminology can be built from`, {
    hint: `say which it is: --${terminologyFormats.filter((one) => one !== "litweave").join(", --")}`,
  });
}
