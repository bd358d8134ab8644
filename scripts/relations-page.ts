// The text of docs/relations.md, from the predicate table. `tsx scripts/relations-page.ts` writes it; a test compares.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Predicate, predicateByLabel, predicateNames, predicates } from "../src/domain/predicate.js";

const page = new URL("../docs/relations.md", import.meta.url);

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
    const { neo4j, symmetric } = predicates[predicate];
    return `| \`${predicate}\` | \`${neo4j}\` | ${symmetric ? "symmetric" : "directed"} | ${joinsOf(predicate)} | ${labelsOf(predicate)} |`;
  });
  return [
    "# Relations",
    "",
    "Predicates are Biolink's (model 4.4). The same word stands in GraphQL, exports and pages; Neo4j has it in capitals.",
    "This page is written from `src/domain/predicate.ts` by `npx tsx scripts/relations-page.ts`.",
    "",
    "A label is `group:label` of the extractor; with two categories after it, it holds for that pair only and wins over",
    "the plain one. A pair of categories that a predicate may not join gets no triple.",
    "",
    "| predicate | Neo4j type | direction | joins | extractor labels |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, relationsPage());
