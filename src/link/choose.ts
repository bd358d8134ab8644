import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Candidate, Link } from "../domain/link.js";
import type { ConceptHit } from "./concept-hits.js";
import { contextFit, type DocumentContext, speciesMayBe } from "./document-context.js";
import type { JudgedHit, Verdict } from "./rerank.js";
import type { LinkSettings } from "./settings.js";

/** A hit with the document's word. */
export interface RankedHit extends ConceptHit {
  readonly context: number;
  readonly total: number;
  /** The hit itself, the same object whenever the name is looked up. */
  readonly kept: ConceptHit;
}

/** MeSH and NCBI Gene are what the literature is indexed by; other vocabularies fill their gaps. */
function authority(id: Curie): number {
  return id.startsWith("MESH:") || id.startsWith("NCBI") ? 0 : 1;
}

/** MeSH headings before its supplementary concepts. */
function rarity(id: Curie): number {
  return id.startsWith("MESH:C") ? 1 : 0;
}

function byId(a: Curie, b: Curie): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Decides among equal totals, from the strongest reason to the weakest. */
function order(a: RankedHit, b: RankedHit): number {
  return (
    b.total - a.total ||
    authority(a.id) - authority(b.id) ||
    Number(b.preferred) - Number(a.preferred) ||
    Number(b.sameSpelling) - Number(a.sameSpelling) ||
    rarity(a.id) - rarity(b.id) ||
    b.nameCount - a.nameCount ||
    byId(a.id, b.id)
  );
}

/** @param at where the mention begins, for the context */
export function rank(
  hits: readonly ConceptHit[],
  category: Category,
  context: DocumentContext,
  at: number,
  settings: LinkSettings,
): readonly RankedHit[] {
  const weight = settings.weights.context;
  return hits
    .filter((hit) => speciesMayBe(context, hit.taxon))
    .map((hit) => {
      const fit = contextFit(context, category, hit, at);
      return { ...hit, kept: hit, context: fit, total: (hit.likeness + weight * fit) / (1 + weight) };
    })
    .sort(order);
}

/** How many concepts may share a name, none of them by its preferred one, before the name says nothing. */
const mostNamesakes = 4;

/** Why the best hit is no link, or undefined when it is one. */
export function refusal(ranked: readonly RankedHit[], category: Category, threshold: number): Link["nil"] {
  const [best] = ranked;
  if (!best) return category === "CellLine" ? "type-not-covered" : "no-candidate";
  if (best.likeness < threshold) return "below-threshold";
  const equals = ranked.filter(
    (hit) =>
      hit.total === best.total && hit.sameSpelling === best.sameSpelling && hit.preferred === best.preferred,
  );
  return equals.length > mostNamesakes && !best.preferred ? "ambiguous" : undefined;
}

/** Characters of a name that says by itself what is meant; shorter ones are short for much that no dictionary has. */
const tellingName = 4;

/**
 * The same of a verdict: NIL where none is likely enough, `ambiguous` where that is for its rivals' sake. A telling name that one concept
 * alone has is a link however likely.
 */
export function doubt({ hits, nil }: Verdict, category: Category, threshold: number): Link["nil"] {
  const [best] = hits;
  if (!best) return refusal([], category, threshold);
  if (best.probability >= threshold) return undefined;
  const alone = best.exact === 1 && hits.every((hit) => hit === best || hit.exact !== 1);
  if (alone && best.matchedName.length >= tellingName) return undefined;
  return nil >= best.probability ? "below-threshold" : "ambiguous";
}

/** A part of a score as links keep it: 0 to 1, of four decimal places. */
function part(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
}

/** @param nameOf preferred name of a concept */
export function candidateOf(
  hit: RankedHit | JudgedHit,
  nameOf: (id: Curie) => string | undefined,
): Candidate {
  return {
    id: hit.id,
    name: nameOf(hit.id) ?? hit.matchedName,
    matchedName: hit.matchedName,
    score: {
      total: part("probability" in hit ? hit.probability : hit.total),
      dense: part(hit.dense ?? 0),
      sparse: part(hit.sparse),
      exact: hit.exact === 1 ? 1 : 0,
      context: part(hit.context),
    },
  };
}
