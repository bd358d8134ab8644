import type { Category, NeighboursQuery } from "../../api/generated.js";

export type Neighbours = NonNullable<NeighboursQuery["concept"]>;
export type Edge = Neighbours["neighbourhood"]["triples"][number];

export interface Node {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly documents: number;
  /** Its statements are drawn, not only those that lead to it. */
  readonly opened: boolean;
  /** How many edges it has in the view; the labels of those with many come first. */
  readonly degree: number;
}

/** What is drawn: each concept and each statement once. */
export interface Network {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Some papers affirm it and some deny it. */
export function contested({ affirmed, denied }: Pick<Edge, "affirmed" | "denied">): boolean {
  return affirmed > 0 && denied > 0;
}

/** Puts together what was answered for each opened concept. A concept that is hidden takes its statements along. */
export function networkOf(answers: readonly Neighbours[], hiddenIds: readonly string[]): Network {
  const hidden = new Set(hiddenIds);
  const edges = new Map<string, Edge>();
  for (const edge of answers.flatMap(({ neighbourhood }) => neighbourhood.triples)) {
    if (hidden.has(edge.subject.id) || hidden.has(edge.object.id)) continue;
    edges.set(edge.id, edge);
  }
  const degrees = new Map<string, number>();
  for (const { subject, object } of edges.values())
    for (const { id } of [subject, object]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const ends = new Map<string, Neighbours["neighbourhood"]["concepts"][number]>();
  for (const answer of answers) if (!hidden.has(answer.id)) ends.set(answer.id, answer);
  for (const concept of answers.flatMap(({ neighbourhood }) => neighbourhood.concepts))
    if (degrees.has(concept.id)) ends.set(concept.id, concept);
  const opened = new Set(answers.map(({ id }) => id));
  return {
    nodes: [...ends.values()].map(({ id, name, category, documents }) => ({
      id,
      name,
      category,
      documents,
      opened: opened.has(id),
      degree: degrees.get(id) ?? 0,
    })),
    edges: [...edges.values()],
  };
}
