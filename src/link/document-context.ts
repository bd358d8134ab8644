import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Document } from "../domain/document.js";
import type { ConceptHit } from "./concept-hits.js";

/** What a document says about which of several concepts of one name is meant. */
export interface DocumentContext {
  /** Concepts that the record's MeSH headings name or that another mention names without doubt. */
  readonly named: ReadonlySet<Curie>;
  /** In the order of their places; those of headings last, at infinity. */
  readonly organisms: readonly OrganismMention[];
  /** Where sentences begin, roughly: after a full stop before a capital, and at line feeds. */
  readonly sentences: readonly number[];
}

export interface OrganismMention {
  readonly at: number;
  /** Number of the NCBI taxon. */
  readonly taxon: number;
}

export const emptyContext: DocumentContext = { named: new Set(), organisms: [], sentences: [0] };

export const human = 9606;
/** MeSH headings that say of which species a record is. */
const headingTaxa: Readonly<Record<string, number>> = {
  D006801: human,
  D051379: 10090,
  D051381: 10116,
  D015027: 7955,
  D004331: 7227,
  D017173: 6239,
  D012441: 4932,
};

export function contextOf(
  document: Pick<Document, "meshHeadings">,
  text: string,
  named: Iterable<Curie>,
  organisms: readonly OrganismMention[],
): DocumentContext {
  const headings = document.meshHeadings.flatMap(({ id }) => id?.replace(/^MESH:/u, "") ?? []);
  const fromHeadings = headings.flatMap((id) => {
    const taxon = headingTaxa[id];
    return taxon === undefined ? [] : [{ at: Number.POSITIVE_INFINITY, taxon }];
  });
  return {
    named: new Set<Curie>([...named, ...headings.map((id): Curie => `MESH:${id}`)]),
    organisms: [...[...organisms].sort((a, b) => a.at - b.at), ...fromHeadings],
    sentences: [
      0,
      ...[...text.matchAll(/[.!?]\s+(?=[\p{Lu}([])|\n/gu)].map(({ index, 0: end }) => index + end.length),
    ],
  };
}

/** Characters over which a species mention speaks for a gene near it. */
const reach = 150;

/**
 * How well a gene's species fits at a place of the document, 0 to 1: half by the share of the document's species mentions, half by
 * the nearest one in reach (the document's share again when none is). Human where no species is mentioned.
 */
export function speciesFit(context: DocumentContext, taxon: number, at: number): number {
  const organisms = context.organisms;
  if (organisms.length === 0) return taxon === human ? 1 : 0;
  const share = organisms.filter((organism) => organism.taxon === taxon).length / organisms.length;
  let nearest: OrganismMention | undefined;
  for (const organism of organisms) {
    const distance = Math.abs(organism.at - at);
    if (distance <= reach && (!nearest || distance < Math.abs(nearest.at - at))) nearest = organism;
  }
  const near = nearest ? Number(nearest.taxon === taxon) : share;
  return (share + near) / 2;
}

/** Species whose genes are thought of without being told of: human, mouse, rat, and no species. */
const usual: ReadonlySet<number> = new Set([0, human, 10090, 10116]);

/** Whether a document may mean a gene of this species: others than the usual ones only when it mentions them. */
export function speciesMayBe(context: DocumentContext, taxon: number): boolean {
  return usual.has(taxon) || context.organisms.some((organism) => organism.taxon === taxon);
}

/**
 * The context part of a hit's score, 0 to 1. A gene is judged by its species, by whether its own symbol is spelled as in the
 * text (Fas is the mouse's, FAS the human one), and by whether the document names it elsewhere.
 */
export function contextFit(
  context: DocumentContext,
  category: Category,
  hit: ConceptHit,
  at: number,
): number {
  const named = Number(context.named.has(hit.id));
  if (category !== "Gene") return named;
  const spelled = Number(hit.own && hit.sameSpelling && hit.preferred);
  return 0.6 * speciesFit(context, hit.taxon, at) + 0.2 * spelled + 0.2 * named;
}
