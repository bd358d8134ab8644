import { LitweaveError } from "../domain/errors.js";
import type { Mapping, SourceReport } from "./source.js";
import { type CurieReader, sssomMetadata } from "./sssom-metadata.js";
import { textLines } from "./text-lines.js";

/** A mapping that a set affirms. */
export interface SssomMapping extends Mapping {
  /** 0 to 1, where the set gives it. */
  readonly confidence?: number;
  /** `semapv:ManualMappingCuration` */
  readonly justification?: string;
}

const needed = ["subject_id", "predicate_id", "object_id"] as const;
/** Predicates by their full IRIs, which some sets write. */
const vocabularies: readonly (readonly [string, string])[] = [
  ["http://www.w3.org/2004/02/skos/core#", "skos:"],
  ["http://www.w3.org/2002/07/owl#", "owl:"],
  ["http://www.geneontology.org/formats/oboInOwl#", "oboInOwl:"],
  ["http://www.w3.org/2000/01/rdf-schema#", "rdfs:"],
];

/**
 * Mappings of an SSSOM table, gzipped or not, streamed, with ids as we spell them. Of what they say only `skos:exactMatch`,
 * `owl:equivalentClass` and `owl:sameAs` is identity; the predicate is given for the caller to choose. Denied mappings
 * (`predicate_modifier: Not`), those to nothing (`sssom:NoTermFound`) and those of plain words are left out.
 *
 * Format: https://mapping-commons.github.io/sssom/ (Matentzoglu et al., Database 2022)
 *
 * @throws LitweaveError `BAD_TERMINOLOGY` when the table has no columns `subject_id`, `predicate_id` and `object_id`
 */
export async function* readSssom(path: string, report: SourceReport): AsyncGenerator<SssomMapping> {
  const metadata: string[] = [];
  let columns: readonly string[] | undefined;
  let curieOf: CurieReader = () => undefined;
  const left = new Map<string, number>();
  const leave = (reason: string) => left.set(reason, (left.get(reason) ?? 0) + 1);

  for await (const lines of textLines(path, report)) {
    for (const { number, text } of lines) {
      if (text.trim() === "") continue;
      if (text.startsWith("#")) {
        if (!columns) metadata.push(text.slice(1));
        continue;
      }
      if (!columns) {
        columns = text.split("\t");
        if (needed.some((column) => !columns?.includes(column)))
          throw noSssom(path, `its columns are “${text.slice(0, 80)}”`);
        const { curieOf: reader, problem } = sssomMetadata(metadata.join("\n"));
        curieOf = reader;
        if (problem) {
          const message = `the metadata is no YAML (${problem.message}); prefixes are taken by their names`;
          report.problem({ file: path, line: problem.line, field: "curie_map", message });
        }
        continue;
      }
      const cells = text.split("\t");
      const cell = (column: string) => cells[columns!.indexOf(column)]?.trim() ?? "";
      const wrong = (field: string, message: string) =>
        report.problem({ file: path, line: number, field, message: `${message}; the mapping is skipped` });
      if (cells.length > columns.length) {
        wrong("columns", `${cells.length} cells, the header has ${columns.length}`);
        continue;
      }
      if (/^not$/iu.test(cell("predicate_modifier"))) leave("denied mapping");
      else if (/literal/iu.test(`${cell("subject_type")} ${cell("object_type")}`))
        leave("mapping of plain words");
      else if (
        /^sssom:NoTermFound$/iu.test(cell("subject_id")) ||
        /^sssom:NoTermFound$/iu.test(cell("object_id"))
      ) {
        leave("mapping to nothing");
      } else {
        const [subject, object] = [curieOf(cell("subject_id")), curieOf(cell("object_id"))];
        const predicate = predicateOf(cell("predicate_id"));
        if (!subject) wrong("subject_id", `“${cell("subject_id").slice(0, 40)}” is no id of the curie_map`);
        else if (!object) wrong("object_id", `“${cell("object_id").slice(0, 40)}” is no id of the curie_map`);
        else if (predicate === "") wrong("predicate_id", "there is no predicate");
        else {
          const confidence = cell("confidence") === "" ? Number.NaN : Number(cell("confidence"));
          const justification = cell("mapping_justification");
          yield {
            subject,
            predicate,
            object,
            ...(confidence >= 0 && confidence <= 1 && { confidence }),
            ...(justification !== "" && { justification }),
          };
        }
      }
    }
  }
  if (!columns) throw noSssom(path, "it has no table");
  for (const [reason, count] of left) report.leftOut?.(path, reason, count);
}

function predicateOf(id: string): string {
  const vocabulary = vocabularies.find(([base]) => id.startsWith(base));
  return vocabulary ? `${vocabulary[1]}${id.slice(vocabulary[0].length)}` : id;
}

function noSssom(path: string, why: string): LitweaveError {
  return new LitweaveError("BAD_TERMINOLOGY", `${path} is no SSSOM table: ${why}`, {
    hint: "take a .sssom.tsv file, tab-separated, with columns subject_id, predicate_id and object_id",
  });
}
