import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Predicate, predicateNames, predicates } from "../../domain/predicate.js";

/** The statements' folder, beside `src` in the sources and beside `dist` in the package. */
const folder = join(import.meta.dirname, "..", "..", "..", "cypher");
const read = new Map<string, string>();

/** Length of the shipped name encoder's vectors; `litweave embed` makes the index anew for another. */
export const shippedDim = 128;

export const tripleTypes: readonly string[] = predicateNames.map(typeOf);

export function typeOf(predicate: Predicate): string {
  return predicates[predicate].neo4j;
}

/**
 * The statement of `cypher/NAME.cypher`. Types and sort keys cannot be parameters in Cypher where an index is to
 * serve them, nor what an index is made of, so a file may hold the words `TRIPLE_TYPE`, `TRIPLE_TYPES`, `SORT_VALUE`,
 * `EVIDENCE_LABEL`, `EVIDENCE_INDEX` and `VECTOR_DIMENSIONS`, which are put in here from our own tables, never from input; `TRIPLE_FILTER` and
 * `EVIDENCE_FILTER`, for which {@link conditionsOf} a file that several statements share are put in; `…_VALUES`, what {@link valuesOf} a
 * node or relationship is read; and `TRIPLE_ENTRANCE` and `TRIPLE_COMPANY`, other statements' texts. What a file says about itself is not
 * sent to the server.
 */
export function statement(name: string, words: Readonly<Record<string, string>> = {}): string {
  const filled = {
    TRIPLE_TYPES: tripleTypes.join("|"),
    VECTOR_DIMENSIONS: String(shippedDim),
    ...words,
  };
  return filledText(textOf(name).replace(/^\/\/.*\n/gmu, ""), filled);
}

function filledText(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(
    /\b(?:TRIPLE|SUBJECT|OBJECT|EVIDENCE)_VALUES\b|\b(?:TRIPLE_TYPES|TRIPLE_FILTER|TRIPLE_ENTRANCE|TRIPLE_COMPANY|SORT_VALUE|EVIDENCE_LABEL|EVIDENCE_INDEX|EVIDENCE_FILTER|VECTOR_DIMENSIONS)\b|TRIPLE_TYPE(?!S)/gu,
    (word) => words[word] ?? word,
  );
}

/** Properties of what stands in a variable as a list, which is read and sent sooner than a map that names each. */
export function valuesOf(variable: string, names: readonly string[]): string {
  return `[${names.map((name) => `${variable}.${name}`).join(", ")}]`;
}

/** What {@link valuesOf} gave, by name; what is not there is left out. */
export function named(
  names: readonly string[],
  values: readonly unknown[],
): Readonly<Record<string, unknown>> {
  const properties: Record<string, unknown> = {};
  for (const [at, value] of values.entries()) if (value !== null) properties[names[at]!] = value;
  return properties;
}

function textOf(name: string): string {
  let text = read.get(name);
  if (text === undefined) {
    text = readFileSync(join(folder, `${name}.cypher`), "utf8").trim();
    read.set(name, text);
  }
  return text;
}

/** The sections of `cypher/NAME.cypher` that stand under the given names, filled in as a {@link statement} is. */
export function sectionsOf(
  name: string,
  sections: readonly string[],
  words: Readonly<Record<string, string>> = {},
): readonly string[] {
  const [, ...texts] = textOf(name).split(/^\/\/ (?=\w+$)/mu);
  const byName = new Map(
    texts.map((text) => {
      const end = text.indexOf("\n");
      return [text.slice(0, end), text.slice(end).trim()];
    }),
  );
  return sections.map((section) => filledText(byName.get(section)!, words));
}

/** Those of the conditions of `cypher/NAME.cypher` that stand under one of the fields, all to be met; true without any. */
export function conditionsOf(name: string, fields: readonly string[]): string {
  return fields.length === 0 ? "true" : sectionsOf(name, fields).join("\n  AND ");
}

/** The statement once for each of `types`, as one statement whose rows are put together. */
export function statementForTypes(
  name: string,
  types: readonly string[],
  words: Readonly<Record<string, string>> = {},
): string {
  return types.map((type) => statement(name, { ...words, TRIPLE_TYPE: type })).join("\nUNION ALL\n");
}

/** The label of evidence that counts, and of what retracted documents said. */
export const evidenceLabels = { live: "Evidence", retracted: "RetractedEvidence" } as const;

/** Names of the numbered schema statements, in order. */
export function schemaStatements(): readonly string[] {
  const files = readdirSync(join(folder, "schema")).filter((file) => file.endsWith(".cypher"));
  return files.sort().map((file) => `schema/${file.slice(0, -".cypher".length)}`);
}
