import type { Category } from "../domain/concept.js";
import type { Curie } from "../domain/curie.js";
import type { Link, LinkStep } from "../domain/link.js";
import { candidateOf, type RankedHit, rank, refusal } from "./choose.js";
import type { ConceptHit } from "./concept-hits.js";
import type { DocumentContext } from "./document-context.js";
import type { MentionPlan, MentionReading } from "./mention-plan.js";
import type { LinkSettings } from "./settings.js";

/** What a decision needs besides the plan. */
export interface Judgement {
  readonly category: Category;
  readonly context: DocumentContext;
  /** Where the mention begins. */
  readonly at: number;
  readonly settings: LinkSettings;
  hits(name: string): readonly ConceptHit[];
  nameOf(id: Curie): string | undefined;
}

interface Reading {
  readonly parts: readonly (readonly RankedHit[])[];
  readonly steps: readonly LinkStep[];
}

/** The ranked hits of a reading's names. */
function read(reading: MentionReading, judge: Judgement): Reading {
  const parts = reading.names.map((name) =>
    rank(judge.hits(name), judge.category, judge.context, judge.at, judge.settings),
  );
  return { parts, steps: reading.steps };
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

const nothing: Reading = { parts: [[]], steps: [] };

/** Names that the dictionary has win over likeness: the whole, else all parts of a reading, else the best by score. */
function choose(plan: MentionPlan, judge: Judgement): Reading {
  const whole = bestOf(plan.wholes.map((reading) => read(reading, judge))) ?? nothing;
  if (whole.parts[0]?.[0]?.exact) return whole;
  const splits = plan.splits.map((reading) => read(reading, judge));
  const literal = splits.find(({ parts }) => parts.every(([best]) => best?.exact));
  if (literal) return literal;
  const split = bestOf(splits);
  return split && worst(split) > worst(whole) + judge.settings.splitMargin ? split : whole;
}

/** The chosen of each part first, then the runners-up of the parts in turn. */
function candidatesOf({ parts }: Reading, most: number): readonly RankedHit[] {
  const listed: RankedHit[] = [];
  for (let place = 0; place <= most; place += 1) {
    for (const part of parts) {
      const hit = part[place];
      if (hit && !listed.some(({ id }) => id === hit.id)) listed.push(hit);
    }
  }
  return listed.slice(0, parts.length + most);
}

/** The link of a mention: the best reading of its plan, or NIL with the reason of the first part that has none. */
export function decide(plan: MentionPlan, judge: Judgement): Link {
  const reading = choose(plan, judge);
  const { category, settings } = judge;
  const candidate = (hit: RankedHit) => candidateOf(hit, judge.nameOf);
  const candidates = candidatesOf(reading, settings.runnersUp).map(candidate);
  const perPart = settings.candidatesPerPart;
  const parts =
    perPart > 0 ? { parts: reading.parts.map((part) => part.slice(0, perPart).map(candidate)) } : {};
  const score = Math.round(worst(reading) * 1e4) / 1e4;
  const nil = reading.parts
    .map((part) => refusal(part, category, settings))
    .find((reason) => reason !== undefined);
  if (nil) return { ids: [], nil, score, steps: reading.steps, candidates, ...parts };
  const ids = [...new Set(reading.parts.map((part) => part[0]!.id))];
  return { ids, score, steps: reading.steps, candidates, ...parts };
}
