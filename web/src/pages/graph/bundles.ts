import { predicates } from "../../parts/predicate.js";
import type { Edge } from "./network.js";

/**
 * The statements between two concepts, drawn as one line: many lines between the same two hide each other and say no more than their
 * number.
 */
export interface Bundle {
  /** That of the statement where there is but one; else the ends, so that an address can name it. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The most believed first. */
  readonly edges: readonly [Edge, ...Edge[]];
}

/** No id has it. */
const between = "~";

const pairOf = ({ subject, object }: Edge) => [subject.id, object.id].sort().join(between);

/** Puts the statements of each two concepts together, in whichever direction they go. */
export function bundlesOf(edges: readonly Edge[]): readonly Bundle[] {
  const pairs = new Map<string, [Edge, ...Edge[]]>();
  for (const edge of edges.toSorted((a, b) => b.belief - a.belief || (a.id < b.id ? -1 : 1))) {
    const pair = pairs.get(pairOf(edge));
    if (pair) pair.push(edge);
    else pairs.set(pairOf(edge), [edge]);
  }
  return [...pairs].map(([pair, together]) => {
    const [{ id, subject, object }] = together;
    if (together.length === 1) return { id, from: subject.id, to: object.id, edges: together };
    const [from, to] = pair.split(between) as [string, string];
    return { id: pair, from, to, edges: together };
  });
}

/** Which ends have an arrow: those that some statement goes to. */
export function arrowsOf({ to, edges }: Bundle): { readonly from: boolean; readonly to: boolean } {
  const directed = edges.filter(({ predicate }) => !predicates[predicate].symmetric);
  return {
    from: directed.some(({ object }) => object.id !== to),
    to: directed.some(({ object }) => object.id === to),
  };
}
