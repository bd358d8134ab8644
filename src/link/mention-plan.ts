import type { LinkStep } from "../domain/link.js";
import type { EntityType } from "../domain/mention.js";
import { expandAbbreviations, type LongForms } from "./abbreviations.js";
import { readings } from "./composites.js";

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

/** Words beside a gene's name that say what it is and are no part of it. */
const geneBefore = /^(?:the |human |mouse |murine |rat |wild-type |mutant |recombinant |anti-)+/iu;
const geneAfter =
  /(?:[\s-](?:genes?|proteins?|mrnas?|transcripts?|mutations?|mutants?|variants?|alleles?|polymorphisms?|locus|loci|promoter|cdna))+$/iu;

function bareGene(name: string): string | undefined {
  const bare = name.replace(geneBefore, "").replace(geneAfter, "").trim();
  return bare !== "" && bare !== name ? bare : undefined;
}

const greekLetters: Readonly<Record<string, string>> = { a: "alpha", b: "beta", g: "gamma", d: "delta" };

/** "HIF-1a", "b-catenin": a Latin letter that stands for a Greek one. */
function withGreek(name: string): string | undefined {
  const spelled = name
    .replace(/(?<=[\d-])([abgd])$/u, (letter) => greekLetters[letter]!)
    .replace(/^([abgd])(?=-)/u, (letter) => greekLetters[letter]!);
  return spelled === name ? undefined : spelled;
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
      const bare = bareGene(names[0]!);
      if (bare) wholes.push(whole(bare, ...steps, { rule: "gene word", text: bare }));
      const greek = withGreek(bare ?? names[0]!);
      if (greek) wholes.push(whole(greek, ...steps, { rule: "greek letter", text: greek }));
    }
  }
  const splits = readings(expanded).map((names) => ({
    names: names.map((name) => expandAbbreviations(name, forms)),
    steps: [...step, { rule: "composite", text: names.join(" | ") }],
  }));
  return { wholes, splits };
}

/** Every name that a plan may look up. */
export function namesOf(plan: MentionPlan): readonly string[] {
  return [...plan.wholes, ...plan.splits].flatMap(({ names }) => names);
}
