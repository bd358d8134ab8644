import { type DocumentContext, human, type OrganismMention } from "./document-context.js";

/**
 * What a document says for a gene's species at a place, each 0 to 1. The order of the rules in SR4GN (Wei et al. 2012) is left to
 * the weights: the species named before the gene in its sentence, after it, earlier in the text, most often, in the title.
 */
export interface SpeciesEvidence {
  /** The nearest species before the gene in its sentence is this one. */
  readonly before: number;
  /** The nearest one after it in its sentence is. */
  readonly after: number;
  /** Share of the sentence's species mentions. */
  readonly sentence: number;
  /** The last species before the gene, in whatever sentence, is this one. */
  readonly latest: number;
  /** Share of the document's species mentions. */
  readonly document: number;
  /** No species is mentioned as often. */
  readonly main: number;
  /** Share of the species mentions of the first sentence. */
  readonly title: number;
  /** Mean of `sentence` over all places where the document has the gene's name. */
  readonly name: number;
  /** No species is mentioned, and this is the human one. */
  readonly unsaid: number;
}

export const noEvidence: SpeciesEvidence = {
  before: 0,
  after: 0,
  sentence: 0,
  latest: 0,
  document: 0,
  main: 0,
  title: 0,
  name: 0,
  unsaid: 0,
};

function share(organisms: readonly OrganismMention[], taxon: number): number {
  return organisms.length === 0
    ? 0
    : organisms.filter((organism) => organism.taxon === taxon).length / organisms.length;
}

/** Start and end of the sentence around a place. */
function sentenceAround(sentences: readonly number[], at: number): readonly [number, number] {
  const next = sentences.findIndex((start) => start > at);
  const place = next < 0 ? sentences.length - 1 : next - 1;
  return [sentences[place] ?? 0, sentences[place + 1] ?? Number.MAX_SAFE_INTEGER];
}

function inSentence({ organisms, sentences }: DocumentContext, at: number): readonly OrganismMention[] {
  const [start, end] = sentenceAround(sentences, at);
  return organisms.filter((organism) => organism.at >= start && organism.at < end);
}

function mostFrequent(organisms: readonly OrganismMention[], taxon: number): boolean {
  const counts = new Map<number, number>();
  for (const organism of organisms) counts.set(organism.taxon, (counts.get(organism.taxon) ?? 0) + 1);
  return counts.has(taxon) && counts.get(taxon) === Math.max(...counts.values());
}

/** @param places where the gene's name stands in the document, `at` among them */
export function speciesEvidence(
  context: DocumentContext,
  taxon: number,
  at: number,
  places: readonly number[],
): SpeciesEvidence {
  const { organisms, sentences } = context;
  if (organisms.length === 0) return { ...noEvidence, unsaid: Number(taxon === human) };
  const near = inSentence(context, at);
  const latest = organisms.findLast((organism) => organism.at <= at);
  const titles = organisms.filter((organism) => organism.at < (sentences[1] ?? 0));
  return {
    before: Number(near.findLast((organism) => organism.at <= at)?.taxon === taxon),
    after: Number(near.find((organism) => organism.at > at)?.taxon === taxon),
    sentence: share(near, taxon),
    latest: Number(latest?.taxon === taxon),
    document: share(organisms, taxon),
    main: Number(mostFrequent(organisms, taxon)),
    title: share(titles, taxon),
    name:
      places.reduce((sum, place) => sum + share(inSentence(context, place), taxon), 0) /
      Math.max(1, places.length),
    unsaid: 0,
  };
}
