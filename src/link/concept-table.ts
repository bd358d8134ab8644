import type { Concept } from "../domain/concept.js";
import type { ConceptLine } from "../domain/concept-line.js";
import type { Curie } from "../domain/curie.js";
import { conceptOf, parseConceptLine } from "./concept-line.js";
import {
  appendNumber,
  finishNumbers,
  type GrowingNumbers,
  growingNumbers,
  listAt,
  listsByOwner,
  type NumberLists,
} from "./number-lists.js";
import {
  appendString,
  finishSet,
  finishStrings,
  type GrowingSet,
  type GrowingStrings,
  growingSet,
  growingStrings,
  indexOfString,
  internString,
  type StringSet,
  type StringTable,
  stringAt,
  stringCount,
} from "./string-table.js";

/** Concepts by number and by id. What is rarely asked for stays as the line it was read from. */
export interface ConceptTable {
  readonly ids: StringSet;
  readonly lines: StringTable;
  /** `[concepts]`: the number of the NCBI taxon of a gene, 0 for the rest. */
  readonly taxa: Uint32Array;
  /** Withdrawn ids, and the concept that each now means. */
  readonly formerIds: StringSet;
  readonly formerConcept: Uint32Array;
  /** `[concepts]`: the concept at the head of a family of orthologous genes, the human one; else the concept itself. */
  readonly familyHead: Uint32Array;
  readonly families: NumberLists;
}

export interface GrowingConcepts {
  readonly ids: GrowingSet;
  readonly lines: GrowingStrings;
  readonly taxa: GrowingNumbers;
  readonly formerIds: GrowingSet;
  readonly formerConcept: GrowingNumbers;
  /** By concept, the id of its ortholog, `""` where it has none. */
  readonly ortholog: GrowingStrings;
}

export function growingConcepts(): GrowingConcepts {
  return {
    ids: growingSet(),
    lines: growingStrings(),
    taxa: growingNumbers(),
    formerIds: growingSet(),
    formerConcept: growingNumbers(),
    ortholog: growingStrings(),
  };
}

/** The digits of `NCBITaxon:9606`, or 0. */
export function taxonNumber(taxon: Curie | undefined): number {
  return taxon?.startsWith("NCBITaxon:") ? Number(taxon.slice("NCBITaxon:".length)) || 0 : 0;
}

/** Adds a concept; returns its number, or −1 when its id is there already: the first line of an id stands. */
export function addConcept(growing: GrowingConcepts, concept: ConceptLine, line: string): number {
  const next = growing.lines.count;
  const number = internString(growing.ids, concept.id);
  if (number !== next) return -1;
  appendString(growing.lines, line);
  appendNumber(growing.taxa, taxonNumber(concept.taxon));
  appendString(growing.ortholog, concept.orthologs[0] ?? "");
  for (const id of concept.formerly) {
    const known = growing.formerIds.count;
    if (internString(growing.formerIds, id) === known) appendNumber(growing.formerConcept, number);
  }
  return number;
}

export function finishConcepts(growing: GrowingConcepts): ConceptTable {
  const ids = finishSet(growing.ids);
  const orthologs = finishStrings(growing.ortholog);
  const familyHead = Uint32Array.from({ length: stringCount(orthologs) }, (_, number) => {
    const head = stringAt(orthologs, number);
    const known = head === "" ? -1 : indexOfString(ids, head);
    return known < 0 ? number : known;
  });
  return {
    ids,
    familyHead,
    families: listsByOwner(familyHead, familyHead.length),
    lines: finishStrings(growing.lines),
    taxa: finishNumbers(growing.taxa),
    formerIds: finishSet(growing.formerIds),
    formerConcept: finishNumbers(growing.formerConcept),
  };
}

/** The number of the concept that `id`, current or withdrawn, means, or −1. */
export function conceptNumber(table: ConceptTable, id: string): number {
  const current = indexOfString(table.ids, id);
  if (current >= 0) return current;
  const former = indexOfString(table.formerIds, id);
  return former < 0 ? -1 : table.formerConcept[former]!;
}

export function conceptId(table: ConceptTable, number: number): Curie {
  return stringAt(table.ids, number) as Curie;
}

export function conceptAt(table: ConceptTable, number: number): Concept {
  const line = stringAt(table.lines, number);
  return conceptOf(parseConceptLine(line, () => `concept ${conceptId(table, number)} of the index`));
}

/** The gene and its orthologs in other species; any other concept alone. */
export function familyOf(table: ConceptTable, number: number): Uint32Array {
  return listAt(table.families, table.familyHead[number]!);
}
