// Writes what is said of predicates elsewhere, from the predicate table: docs/relations.md and the enum in
// schema.graphql. `tsx scripts/relations-page.ts` writes both; a test compares.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inverseOf, type Predicate, predicateNames, predicates } from "../src/domain/predicate.js";
import { directedLabels, predicateByLabel, reversedEnd } from "../src/domain/predicate-labels.js";

const page = new URL("../docs/relations.md", import.meta.url);
const schema = new URL("../schema.graphql", import.meta.url);

function joinsOf(predicate: Predicate): string {
  const { joins, symmetric } = predicates[predicate];
  if (joins === "any") return "any";
  return joins.map(([a, b]) => `${a} ${symmetric ? "—" : "→"} ${b}`).join(", ");
}

function labelsOf(predicate: Predicate): string {
  return Object.entries(predicateByLabel)
    .filter(([, mapped]) => mapped === predicate)
    .map(([label]) => `\`${label}\``)
    .join(", ");
}

export function relationsPage(): string {
  const rows = predicateNames.map((predicate) => {
    const { neo4j, symmetric, means } = predicates[predicate];
    const inverse = symmetric ? "symmetric" : `\`${inverseOf(predicate)}\``;
    return `| \`${predicate}\` | ${means} | \`${neo4j}\` | ${inverse} | ${joinsOf(predicate)} |`;
  });
  const labels = predicateNames.map((predicate) => `| \`${predicate}\` | ${labelsOf(predicate)} |`);
  const directed = [...directedLabels].map((label) => `\`${label}\``).join(", ");
  return [
    "# Relations",
    "",
    "Predicates are Biolink's (model 4.4). The same word stands in GraphQL, exports and pages; Neo4j has it in capitals.",
    "This page is written from `src/domain/predicate.ts` and `src/domain/predicate-labels.ts` by `npx tsx scripts/relations-page.ts`,",
    "and so is the enum in `schema.graphql`. Why these: [0003](decisions/0003-predicates.md), [0016](decisions/0016-wider-predicates.md).",
    "",
    "| predicate | a triple says | Neo4j type | inverse | joins |",
    "|---|---|---|---|---|",
    ...rows,
    "",
    "A triple is kept in one direction only. A symmetric one has the smaller CURIE as its subject; of the others, what is said by",
    "the inverse is turned round (`canonicalTriple`), so that “X `treated_by` Y” and “Y `treats` X” have one key.",
    "",
    "## From labels to predicates",
    "",
    "The extractor answers in the words of the corpora that taught it, as `group:label`. With two categories after it, a row holds for",
    "that pair only and wins over the plain one. A pair of categories that a predicate may not join gets no triple, and neither does",
    "a label without a row (`biored:Comparison`).",
    "",
    "| predicate | labels |",
    "|---|---|",
    ...labels,
    "",
    `Of ${directed} the extractor says itself which side acts; the end \`${reversedEnd}\` turns them round.`,
    "The other labels of directed predicates join two categories one way only, so that the categories say it.",
    "",
    "## Which relations are kept",
    "",
    "A label whose probability reaches its operating point gives its predicate, and several may. Where none does but that of any",
    "relation reaches its own, the pair is `associated_with`; this gives way where anything else is said of the pair. Labels that mean the",
    "same triple support each other: the likeliest gives the score, and its label stands on the evidence. Labels that contradict each",
    "other (`treats`, `causes`) are both kept. The operating points are the model's (`operatingPoint` in its manifest), chosen for a stated",
    "precision; `--min-score` puts one least probability in the place of all.",
    "",
    "## Reading an explanation",
    "",
    "`litweave annotate --explain`, and `explanation` in GraphQL, show for each relation the words on which the relation head's attention",
    "for this pair lay, in the order of the text. A weight is the word's share of all the attention, and `share` that of the words shown",
    "together: a word of 0.2 drew a fifth of it. They say where the evidence was gathered, which need not be what decided: read them",
    "beside the evidence's sentences, which name both mentions.",
    "",
  ].join("\n");
}

function enumText(): string {
  const values = predicateNames.map((predicate) => {
    const { means, symmetric } = predicates[predicate];
    const reading = symmetric ? "Symmetric." : `Its inverse is ${inverseOf(predicate)}.`;
    return `  "${means} ${reading}"\n  ${predicate}`;
  });
  return `enum Predicate {\n${values.join("\n")}\n}`;
}

/** The schema with the enum of predicates as the table has it. */
export function withPredicates(schema: string): string {
  return schema.replace(/^enum Predicate \{\n[^}]*\n\}/mu, enumText);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page, relationsPage());
  writeFileSync(schema, withPredicates(readFileSync(schema, "utf8")));
}
