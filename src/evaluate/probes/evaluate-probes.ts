import { groupBy } from "../../domain/group-by.js";
import type { Candidate } from "../../domain/link.js";
import type { Probe } from "./read-probes.js";

/** Percentages of a set of probes. */
export interface ProbeScores {
  readonly probes: number;
  /** The concept stands before its near miss, or the near miss is no candidate. */
  readonly told: number;
  /** The concept is the first candidate. */
  readonly acc1: number;
}

/** A probe that failed, with what came first. */
export interface ProbeError extends Probe {
  /** Whether the near miss came first of the two, or neither was a candidate. */
  readonly kind: "taken for it" | "neither" | "other first";
  readonly first?: { readonly id: string; readonly name: string; readonly total: number };
}

export interface ProbeEvaluation extends ProbeScores {
  readonly byFamily: Readonly<Record<string, ProbeScores>>;
  readonly errors: readonly ProbeError[];
}

interface Outcome {
  readonly probe: Probe;
  readonly told: boolean;
  readonly first: boolean;
  readonly candidates: readonly Candidate[];
}

/** @param candidates of each probe's mention, best first */
export function evaluateProbes(
  probes: readonly Probe[],
  candidates: readonly (readonly Candidate[])[],
): ProbeEvaluation {
  const outcomes = probes.map((probe, index) => outcomeOf(probe, candidates[index]!));
  const families = groupBy(outcomes, ({ probe }) => probe.family);
  return {
    ...scoresOf(outcomes),
    byFamily: Object.fromEntries([...families].map(([family, group]) => [family, scoresOf(group)])),
    errors: outcomes.filter(({ first }) => !first).map(errorOf),
  };
}

function outcomeOf(probe: Probe, candidates: readonly Candidate[]): Outcome {
  const place = (id: string) => {
    const at = candidates.findIndex((candidate) => candidate.id === id);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  const own = place(probe.id);
  return { probe, candidates, told: own < place(probe.notId), first: own === 0 };
}

function scoresOf(outcomes: readonly Outcome[]): ProbeScores {
  const share = (right: number) => (outcomes.length === 0 ? 0 : (100 * right) / outcomes.length);
  return {
    probes: outcomes.length,
    told: share(outcomes.filter(({ told }) => told).length),
    acc1: share(outcomes.filter(({ first }) => first).length),
  };
}

function errorOf({ probe, told, candidates }: Outcome): ProbeError {
  const [best] = candidates;
  const listed = candidates.some(({ id }) => id === probe.notId);
  return {
    ...probe,
    kind: told ? "other first" : listed ? "taken for it" : "neither",
    ...(best ? { first: { id: best.id, name: best.name, total: best.score.total } } : {}),
  };
}
