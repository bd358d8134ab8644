import type { Curie } from "../domain/curie.js";
import type { LinkedMention } from "../domain/link.js";
import type { RelationMention } from "../domain/relation.js";

/** How our values are written in PubTator and BioC files. */

/** `PMID:123` → `123`; other ids likewise lose their prefix. */
export function bareDocumentId(id: string): string {
  return id.slice(id.indexOf(":") + 1);
}

/** Prefixes that PubTator files keep, because the bare number would be taken for something else. */
const kept = /^(?:OMIM|UMLS|MONDO|DOID|HP|CHEBI|EFO|GO|litweave\.provisional):/;

/** `MESH:D003924` → `D003924`, `NCBIGene:7157` → `7157`, `OMIM:208900` as it is. */
export function bareConceptId(id: Curie): string {
  return kept.test(id) ? id : id.slice(id.indexOf(":") + 1);
}

/** All concepts of a mention, `D001943|D010051` as in BC5CDR; `-` for none, as in BioRED. */
export function identifierOf({ link }: LinkedMention): string {
  return link.ids.length === 0 ? "-" : link.ids.map(bareConceptId).join("|");
}

/** The extractor's label without its group: `biored:Association` → `Association`. */
export function relationType({ label }: RelationMention): string {
  return label.slice(label.indexOf(":") + 1);
}
