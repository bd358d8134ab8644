import type { Client } from "../../src/client/index.js";
import type { Random } from "../fuzz/engine/random.js";
import { popularOnes } from "./question-texts.js";

interface Concept {
  readonly id: string;
  readonly name: string;
}

/** What so many documents speak of that it stays in the graph while it is asked for. */
export interface Popular {
  /** The most popular oftenest. */
  concept(): Concept;
  triple(): string | undefined;
  /** Looks again: what was popular once may have been forgotten. */
  renew(): Promise<void>;
}

interface Answer {
  readonly concepts: Edges<Concept & { readonly documents: number }>;
  readonly triples: Edges<{ readonly id: string; readonly documents: number }>;
}
interface Edges<T> {
  readonly edges: readonly { readonly node: T }[];
}

/** Documents that are hardly all deleted or rewritten before the next look. */
const [ofConcept, ofTriple] = [8, 3];

export async function findPopular(client: Client, random: Random): Promise<Popular> {
  let concepts: readonly Concept[] = [];
  let triples: readonly string[] = [];
  async function renew(): Promise<void> {
    const answer = await client.request<Answer, object>(popularOnes);
    concepts = answer.concepts.edges.flatMap(({ node }) => (node.documents >= ofConcept ? node : []));
    triples = answer.triples.edges.flatMap(({ node }) => (node.documents >= ofTriple ? node.id : []));
    if (concepts.length === 0) throw new Error("the graph is too small: no concept is spoken of often");
  }
  await renew();
  return {
    renew,
    concept: () => concepts[Math.floor((random.below(1_000) / 1_000) ** 2 * concepts.length)]!,
    triple: () => (triples.length === 0 ? undefined : random.pick(triples)),
  };
}
