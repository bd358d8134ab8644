import type { EvidenceFilter, PageRequest, TripleCompany, TriplePage } from "../domain/graph-reader.js";
import { evidenceFilter } from "./arguments.js";
import { pageRequest } from "./connection.js";
import type { Loaders } from "./context.js";
import type { TripleEvidenceArgs } from "./generated.js";
import { type Asking, argumentsOf, selectedBelow } from "./look-ahead.js";

const toTriples = ["edges", "node"];

/**
 * What a list of triples had best bring along, by what the query selects of each: one statement for a page instead of one a level. Only
 * what is asked in one way alone, so that nothing is fetched twice.
 */
export function companyOf(asking: Asking): TripleCompany {
  const evidence = evidenceOf(asking);
  const ends = selectedBelow(asking, toTriples).some(({ name }) =>
    ["subject", "object"].includes(name.value),
  );
  return { ...(ends && { ends }), ...(evidence && { evidence }) };
}

function evidenceOf(asking: Asking): TripleCompany["evidence"] {
  const [node, ...more] = selectedBelow(asking, toTriples).filter(({ name }) => name.value === "evidence");
  const args = node && more.length === 0 ? argumentsOf(asking, "Triple", node) : undefined;
  try {
    return args && evidenceAskedBy(args as TripleEvidenceArgs);
  } catch {
    // The field itself refuses its arguments, in its place in the answer.
    return undefined;
  }
}

/** What arguments of `Triple.evidence` ask for. @throws LitweaveError `BAD_INPUT` */
export function evidenceAskedBy(args: TripleEvidenceArgs): {
  readonly filter: EvidenceFilter;
  readonly page: PageRequest;
} {
  return { page: pageRequest(args), filter: evidenceFilter(args) };
}

/** Gives the loaders what came along. */
export function keepCompany({ loaders, along, page }: KeptCompany): void {
  for (const [id, concept] of page.ends) loaders.concepts.prime(id, concept);
  if (!along.evidence) return;
  for (const [id, evidence] of page.evidence) loaders.evidence.prime({ id, how: along.evidence }, evidence);
}

interface KeptCompany {
  readonly loaders: Loaders;
  readonly along: TripleCompany;
  readonly page: TriplePage;
}
