import type { Curie } from "../domain/curie.js";
import type { Candidate, Link, LinkStep } from "../domain/link.js";
import { candidateOf, doubt, type RankedHit, rank, refusal } from "./choose.js";
import type { ConceptHit } from "./concept-hits.js";
import type { Contest, Contestant } from "./features.js";
import type { MentionPlan, MentionReading } from "./mention-plan.js";
import { rerank } from "./rerank.js";
import type { LinkSettings } from "./settings.js";

/** What a decision needs besides the plan. */
export interface Judgement extends Contest {
  readonly settings: LinkSettings;
  hits(name: string): readonly ConceptHit[];
  nameOf(id: Curie): string | undefined;
}

interface Reading {
  readonly parts: readonly (readonly RankedHit[])[];
  readonly names: readonly string[];
  readonly steps: readonly LinkStep[];
}

/** The candidates of each part of a mention as it was read. A mention that names one concept has one part. */
export interface Contested {
  readonly parts: readonly (readonly Contestant[])[];
  readonly names: readonly string[];
  readonly steps: readonly LinkStep[];
}

/** The ranked hits of a reading's names. */
function read(reading: MentionReading, judge: Judgement): Reading {
  const parts = reading.names.map((name) =>
    rank(judge.hits(name), judge.category, judge.context, judge.at, judge.settings),
  );
  return { parts, names: reading.names, steps: reading.steps };
}

function worst({ parts }: Reading): number {
  return Math.min(...parts.map(([best]) => best?.total ?? 0));
}

/** Of readings of equal worth the earlier stands. */
function bestOf(readings: readonly Reading[]): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (best, reading) => (best && worst(best) >= worst(reading) ? best : reading),
    undefined,
  );
}

const nothing: Reading = { parts: [[]], names: [""], steps: [] };

/** Names that the dictionary has win over likeness: the whole, else all parts of a reading, else the best by score. */
function choose(wholes: readonly Reading[], plan: MentionPlan, judge: Judgement): Reading {
  const whole = bestOf(wholes) ?? nothing;
  if (whole.parts[0]?.[0]?.exact) return whole;
  const splits = plan.splits.map((reading) => read(reading, judge));
  const literal = splits.find(({ parts }) => parts.every(([best]) => best?.exact));
  if (literal) return literal;
  const split = bestOf(splits);
  return split && worst(split) > worst(whole) + judge.settings.splitMargin ? split : whole;
}

function contestantsOf(reading: Reading, part: number, chosen: boolean): readonly Contestant[] {
  const asWritten = reading.steps.length === 0;
  return reading.parts[part]!.map((hit) => ({ ...hit, asked: reading.names[part]!, chosen, asWritten }));
}

/** Candidates of all readings as one name: each concept by the name that fits it best, in the order of their scores. */
function pooled(wholes: readonly Reading[], chosen: Reading): readonly Contestant[] {
  const best = new Map<Curie, Contestant>();
  const inOrder = [chosen, ...wholes.filter((whole) => whole !== chosen)];
  for (const hit of inOrder.flatMap((whole) => contestantsOf(whole, 0, whole === chosen))) {
    const known = best.get(hit.id);
    if (!known || hit.total > known.total) best.set(hit.id, hit);
  }
  return [...best.values()].sort((a, b) => b.total - a.total);
}

/** The reading that is chosen, with the candidates of its parts in the order that the weights alone give them. */
export function contestedOf(plan: MentionPlan, judge: Judgement): Contested {
  const wholes = plan.wholes.map((reading) => read(reading, judge));
  const chosen = choose(wholes, plan, judge);
  const parts =
    wholes.includes(chosen) && wholes.length > 1
      ? [pooled(wholes, chosen)]
      : chosen.parts.map((_, part) => contestantsOf(chosen, part, true));
  return { parts, names: chosen.names, steps: chosen.steps };
}

interface Decided {
  readonly hits: readonly RankedHit[];
  readonly score: number;
  readonly nil: Link["nil"];
}

function decided(contestants: readonly Contestant[], name: string, judge: Judgement): Decided {
  const { category, settings } = judge;
  const learned = settings.reranker?.categories[category];
  if (!learned) {
    const threshold = settings.thresholds[category] ?? settings.threshold;
    return {
      hits: contestants,
      score: contestants[0]?.total ?? 0,
      nil: refusal(contestants, category, threshold),
    };
  }
  const verdict = rerank(contestants, judge, name, learned);
  return {
    hits: verdict.hits,
    score: verdict.hits[0]?.probability ?? 0,
    nil: doubt(verdict, category, learned.threshold),
  };
}

/** The chosen of each part first, then the runners-up of the parts in turn. */
function candidatesOf(parts: readonly Decided[], most: number): readonly RankedHit[] {
  const listed: RankedHit[] = [];
  for (let place = 0; place <= most; place += 1) {
    for (const { hits } of parts) {
      const hit = hits[place];
      if (hit && !listed.some(({ id }) => id === hit.id)) listed.push(hit);
    }
  }
  return listed.slice(0, parts.length + most);
}

/** How the mention was read to find the first candidate. */
function stepsOf(
  plan: MentionPlan,
  { steps, names }: Contested,
  [first]: readonly Decided[],
): readonly LinkStep[] {
  const asked = (first?.hits[0] as Contestant | undefined)?.asked;
  if (names.length > 1 || asked === undefined || asked === names[0]) return steps;
  return plan.wholes.find((reading) => reading.names[0] === asked)?.steps ?? steps;
}

/** The link of a mention: the best reading of its plan, or NIL with the reason of the first part that has none. */
export function decide(plan: MentionPlan, judge: Judgement): Link {
  const contested = contestedOf(plan, judge);
  const { settings } = judge;
  const decisions = contested.parts.map((part, place) => decided(part, contested.names[place]!, judge));
  const candidate = (hit: RankedHit): Candidate => candidateOf(hit, judge.nameOf);
  const perPart = settings.candidatesPerPart;
  const nil = decisions.find((decision) => decision.nil !== undefined)?.nil;
  return {
    ids: nil ? [] : [...new Set(decisions.map(({ hits }) => hits[0]!.id))],
    ...(nil && { nil }),
    score: Math.round(Math.min(...decisions.map(({ score }) => score)) * 1e4) / 1e4,
    steps: stepsOf(plan, contested, decisions),
    candidates: candidatesOf(decisions, settings.runnersUp).map(candidate),
    ...(perPart > 0 && { parts: decisions.map(({ hits }) => hits.slice(0, perPart).map(candidate)) }),
  };
}
