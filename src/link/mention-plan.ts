import type { LinkStep } from "../domain/link.js";
import type { EntityType } from "../domain/mention.js";
import { expandAbbreviations, type LongForms } from "./abbreviations.js";
import { readings } from "./composites.js";
import { geneRange, geneReadings } from "./gene-readings.js";

/** One way to read a mention: as the names of one or several concepts. */
export interface MentionReading {
  readonly names: readonly string[];
  readonly steps: readonly LinkStep[];
}

/** All ways to read a mention. `wholes` are names of one concept, tried together; `splits` name several each. */
export interface MentionPlan {
  readonly wholes: readonly MentionReading[];
  readonly splits: readonly MentionReading[];
}

function whole(name: string, ...steps: LinkStep[]): MentionReading {
  return { names: [name], steps };
}

/**
 * How to look a mention up. The document's abbreviations are written out; a gene is tried as written too, for its
 * symbol is often the better name.
 */
export function planOf(text: string, type: EntityType, forms: LongForms): MentionPlan {
  const surface = text.trim().replace(/\s+/gu, " ");
  const expanded = expandAbbreviations(surface, forms);
  const step: LinkStep[] = expanded === surface ? [] : [{ rule: "abbreviation", text: expanded }];
  const wholes = [whole(expanded, ...step)];
  if (type === "Gene" && expanded !== surface) wholes.push(whole(surface));
  if (type === "Gene") {
    for (const { names, steps } of [...wholes]) {
      for (const { name, rule } of geneReadings(names[0]!))
        wholes.push(whole(name, ...steps, { rule, text: name }));
    }
  }
  const range = type === "Gene" ? geneRange(surface) : [];
  const splits = [...(range.length > 0 ? [range] : []), ...readings(expanded)].map((names) => ({
    names: names.map((name) => expandAbbreviations(name, forms)),
    steps: [...step, { rule: "composite", text: names.join(" | ") }],
  }));
  return { wholes, splits };
}

/** Every name that a plan may look up. */
export function namesOf(plan: MentionPlan): readonly string[] {
  return [...plan.wholes, ...plan.splits].flatMap(({ names }) => names);
}
