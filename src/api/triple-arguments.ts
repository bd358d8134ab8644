import type { Curie } from "../domain/curie.js";
import { LitweaveError } from "../domain/errors.js";
import type { TripleFilter, TripleOrder } from "../domain/graph-reader.js";
import type { Predicate } from "../domain/predicate.js";
import type { TripleFilter as FilterInput } from "./generated.js";

/** What the lists of triples take beside a page; those beside `filter` and `order` are from before there was a filter. */
export interface TripleArguments
  extends Pick<FilterInput, "subject" | "object" | "involving" | "predicates" | "minBelief"> {
  readonly predicate?: Predicate | null;
  readonly filter?: FilterInput | null;
  readonly order?: TripleOrder | null;
}

/** The longest year that a date may have. */
const lastYear = 9999;

function refuse(message: string, hint: string): never {
  throw new LitweaveError("BAD_INPUT", message, { hint });
}

function predicatesOf({ predicate, predicates }: TripleArguments): FilterInput["predicates"] {
  if (predicate == null) return predicates;
  if (predicates != null)
    refuse("Both predicate and predicates are given", "put them all in “filter.predicates”");
  return [predicate];
}

/** `filter` with the arguments beside it, each given in one place at most. */
function oneFilter(args: TripleArguments): FilterInput {
  const { subject, object, involving, minBelief } = args;
  const beside = { subject, object, involving, minBelief, predicates: predicatesOf(args) };
  const filter = args.filter ?? {};
  for (const name of Object.keys(beside) as (keyof typeof beside)[]) {
    if (beside[name] != null && filter[name] != null) {
      refuse(`${name} is given in “filter” and beside it`, `leave the one beside “filter” out`);
    }
  }
  return { ...filter, ...given(beside) };
}

/** Without what is null or absent, which are the same to GraphQL, and with each entry of a list once. */
function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(fields)
    .filter(([, value]) => value != null)
    .map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)] : value]);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

const probabilities = {
  minBelief: "belief is a probability",
  maxBelief: "belief is a probability",
  minNovelty: "novelty is a probability",
} as const;

function checkRange(
  least: string,
  most: string,
  { [least]: from, [most]: to }: Readonly<Record<string, unknown>>,
): void {
  if (typeof from === "number" && typeof to === "number" && from > to)
    refuse(`${least} is ${from} and ${most} is ${to}`, `give ${most} a value of at least ${least}`);
}

/** @throws LitweaveError `BAD_INPUT` */
export function tripleFilter(args: TripleArguments): TripleFilter {
  const filter = given(oneFilter(args)) as TripleFilter;
  for (const name of Object.keys(probabilities) as (keyof typeof probabilities)[]) {
    const value = filter[name];
    if (value !== undefined && !(value >= 0 && value <= 1))
      refuse(`${name} is ${value}; ${probabilities[name]}, 0 to 1`, "give a number from 0 to 1");
  }
  for (const name of ["fromYear", "toYear"] as const) {
    const year = filter[name];
    if (year !== undefined && !(year >= 1 && year <= lastYear))
      refuse(`${name} is ${year}, which is no year`, "give a year of publication, for example 2019");
  }
  checkRange("minBelief", "maxBelief", { ...filter });
  checkRange("fromYear", "toYear", { ...filter });
  return { ...filter, ...(args.order != null && { order: args.order }) };
}

/** @throws LitweaveError `BAD_INPUT` when another stance is asked for */
export function contradictionFilter(filter: FilterInput | null | undefined): TripleFilter {
  if (filter?.stance != null && filter.stance !== "contested") {
    refuse(
      `stance is ${filter.stance}; contradictions are contested`,
      "leave it out, or ask “triples” for that stance",
    );
  }
  return { ...tripleFilter({ filter: filter ?? null }), stance: "contested", order: "contested" };
}

/**
 * The filter of a concept's own triples.
 *
 * @throws LitweaveError `BAD_INPUT` when it names another concept that they are to involve
 */
export function filterOfConcept(concept: Curie, args: TripleArguments): TripleFilter {
  if (args.filter?.involving != null)
    refuse(
      "involving is given for the triples of a concept, which is what they involve",
      "name their other end in “subject” or “object”",
    );
  return { ...tripleFilter(args), involving: concept };
}
