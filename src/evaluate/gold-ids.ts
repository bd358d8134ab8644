import type { Curie } from "../domain/curie.js";
import type { EntityType } from "../domain/mention.js";
import { hgvsOf } from "./tmvar.js";

const unknown = new Set(["", "-", "-1"]);
/** How corpora write ids without a prefix, by type of entity; the first pattern that fits decides. */
const bareShapes: readonly (readonly [RegExp, string, readonly EntityType[]])[] = [
  [/^[CD](?:\d{6}|\d{9})$/u, "MESH", ["Disease", "Chemical"]],
  [/^C\d{7}$/u, "UMLS", ["Disease", "Chemical"]],
  [/^\d{6}$/u, "OMIM", ["Disease"]],
  [/^\d+$/u, "NCBIGene", ["Gene"]],
  [/^\d+$/u, "NCBITaxon", ["Species"]],
  [/^CVCL_\w+$/u, "cellosaurus", ["CellLine"]],
  [/^rs\d+$/u, "dbSNP", ["Variant"]],
];

/** Prefixes as the Bioregistry spells them. */
const prefixes = new Map(
  ["MESH", "OMIM", "NCBIGene", "NCBITaxon", "UMLS", "HP", "MONDO", "DOID", "CHEBI", "GO", "EFO"].map(
    (prefix) => [prefix.toLowerCase(), prefix] as const,
  ),
);

/**
 * The concepts of a gold mention as CURIEs, each once; `-1` and `-` stand for no concept and give none. Prefixes are
 * respelled as the Bioregistry has them; an id whose vocabulary cannot be told gets the prefix `corpus`.
 *
 * @example goldCuries(["D001943", "OMIM:114480"], "Disease") // MESH:D001943, OMIM:114480
 */
export function goldCuries(ids: readonly string[], type: EntityType): readonly Curie[] {
  return [...new Set(ids.flatMap((id) => curieOf(id.trim(), type)))];
}

function curieOf(id: string, type: EntityType): readonly Curie[] {
  if (unknown.has(id)) return [];
  const variant = type === "Variant" ? hgvsOf(id) : undefined;
  if (variant) return [variant];
  const [, prefix, local] = /^([a-z][\w.-]*):(\S+)$/iu.exec(id) ?? [];
  if (prefix && local) return [`${prefixes.get(prefix.toLowerCase()) ?? prefix}:${local}`];
  const shape = bareShapes.find(([pattern, , types]) => types.includes(type) && pattern.test(id));
  return [shape ? `${shape[1]}:${id}` : `corpus:${id}`];
}
