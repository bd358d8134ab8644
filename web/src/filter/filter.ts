import type { Category, Predicate, TripleFilter } from "../api/generated.js";
import { categories } from "../parts/category.js";
import { predicates } from "../parts/predicate.js";

export const stances = ["affirmed", "denied", "contested", "asked"] as const;
export type Stance = (typeof stances)[number];

/** Which statements a reader wants to see, as an address tells it. */
export interface Filter {
  /** None means all. */
  readonly predicates: readonly Predicate[];
  /** Of the other end, where the statements are those of a concept; else of the subject. */
  readonly category?: Category;
  readonly minBelief: number;
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly stance?: Stance;
}

export function list(text: string | null): readonly string[] {
  return text ? [...new Set(text.split(",").filter(Boolean))] : [];
}

export function numberOf(text: string | null): number | undefined {
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function yearOf(text: string | null): number | undefined {
  const year = numberOf(text);
  return year !== undefined && Number.isInteger(year) && year > 0 ? year : undefined;
}

/** Reads an address; what makes no sense in it is left out. */
export function filterOf(query: URLSearchParams): Filter {
  const fromYear = yearOf(query.get("from-year"));
  const toYear = yearOf(query.get("to-year"));
  const stance = stances.find((name) => name === query.get("stance"));
  const category = (Object.keys(categories) as Category[]).find((name) => name === query.get("category"));
  return {
    predicates: list(query.get("predicates")).filter((name): name is Predicate =>
      Object.hasOwn(predicates, name),
    ),
    ...(category && { category }),
    minBelief: Math.min(Math.max(numberOf(query.get("belief")) ?? 0, 0), 1),
    ...(fromYear !== undefined && { fromYear }),
    ...(toYear !== undefined && { toYear }),
    ...(stance && { stance }),
  };
}

/** The same filter as the API takes it; `end` says which category is meant. */
export function tripleFilter(
  filter: Filter,
  end: "otherCategories" | "subjectCategories" = "otherCategories",
): TripleFilter {
  return {
    ...(filter.predicates.length > 0 && { predicates: filter.predicates }),
    ...(filter.category && { [end]: [filter.category] }),
    ...(filter.minBelief > 0 && { minBelief: filter.minBelief }),
    ...(filter.fromYear !== undefined && { fromYear: filter.fromYear }),
    ...(filter.toYear !== undefined && { toYear: filter.toYear }),
    ...(filter.stance && { stance: filter.stance }),
  };
}

/** How many of its parts narrow anything. */
export function parts(filter: Filter): number {
  const { predicates: chosen, category, minBelief, fromYear, toYear, stance } = filter;
  return [chosen.length > 0, category, minBelief > 0, fromYear ?? toYear, stance].filter(Boolean).length;
}
