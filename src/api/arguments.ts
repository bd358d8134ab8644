import type { Category } from "../domain/concept.js";
import { type Curie, isCurie } from "../domain/curie.js";
import type { DocumentId, DocumentStatus } from "../domain/document.js";
import type { DocumentFilter } from "../domain/document-reader.js";
import { LitweaveError } from "../domain/errors.js";
import type { ConceptFilter, TripleFilter } from "../domain/graph-reader.js";
import type { Predicate } from "../domain/predicate.js";
import type { TripleKey } from "../domain/triple.js";

// Arguments as clients give them become the port's values here, checked. To GraphQL, null and absent are the same.

type Optional<T> = { readonly [K in keyof T]?: T[K] | null };

type TripleArguments = Optional<{
  subject: Curie;
  predicate: Predicate;
  predicates: readonly Predicate[];
  object: Curie;
  involving: Curie;
  minBelief: number;
  order: NonNullable<TripleFilter["order"]>;
}>;

/** Drops what is null or absent, as the port's exact optional fields want it. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(fields).filter(([, value]) => value != null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

function predicatesOf(args: TripleArguments): readonly Predicate[] | undefined {
  if (args.predicate != null && args.predicates != null) {
    throw new LitweaveError("BAD_INPUT", "Both predicate and predicates are given", {
      hint: "put them all in “predicates”",
    });
  }
  if (args.predicate != null) return [args.predicate];
  return args.predicates?.length ? args.predicates : undefined;
}

/** @throws LitweaveError `BAD_INPUT` */
export function tripleFilter(args: TripleArguments): TripleFilter {
  const { subject, object, involving, minBelief, order } = args;
  if (minBelief != null && !(minBelief >= 0 && minBelief <= 1)) {
    throw new LitweaveError("BAD_INPUT", `minBelief is ${minBelief}; belief is a probability, 0 to 1`);
  }
  return present({ subject, object, involving, minBelief, order, predicates: predicatesOf(args) });
}

const longestName = 500;

/** @throws LitweaveError `BAD_INPUT` when the name is longer than any name is */
export function nameArgument(argument: string, text: string): string {
  if (text.length > longestName) {
    throw new LitweaveError(
      "BAD_INPUT",
      `${argument} has ${text.length} characters; a name has at most ${longestName}`,
    );
  }
  return text.trim();
}

/** @throws LitweaveError `BAD_INPUT` */
export function conceptFilter(args: Optional<{ text: string; category: Category }>): ConceptFilter {
  const text = args.text == null ? undefined : nameArgument("text", args.text);
  return present({ text: text === "" ? undefined : text, category: args.category });
}

/** Each id once. @throws LitweaveError `BAD_INPUT` when there are too many */
export function conceptIds(
  argument: string,
  ids: readonly Curie[],
  most: number,
  least = 1,
): readonly Curie[] {
  const each = [...new Set(ids)];
  if (each.length >= least && ids.length <= most) return each;
  throw new LitweaveError(
    "BAD_INPUT",
    `${argument} has ${each.length} different ids of ${ids.length}; from ${least} to ${most} are taken`,
  );
}

const mostMentioned = 10;

/** @throws LitweaveError `BAD_INPUT` */
export function documentFilter(
  args: Optional<{ mentioning: readonly Curie[]; fromYear: number; toYear: number; status: DocumentStatus }>,
): DocumentFilter {
  const { mentioning, fromYear, toYear, status } = args;
  if (status === "deleted") {
    throw new LitweaveError("BAD_INPUT", "Documents that their source deleted are not shown", {
      hint: "ask for live or retracted ones; `stats` counts those that were deleted",
    });
  }
  const ids = mentioning?.length ? conceptIds("mentioning", mentioning, mostMentioned) : undefined;
  return present({ mentioning: ids, fromYear, toYear, status });
}

/** @throws LitweaveError `BAD_INPUT` */
export function documentId(id: string): DocumentId {
  if (isCurie(id)) return id;
  throw new LitweaveError("BAD_INPUT", `“${id}” is not the id of a document`, {
    hint: "write PREFIX:local; for PubMed PMID: and the number, for example PMID:12345678",
  });
}

const keyShape = /^t1_[0-9a-f]{32}$/u;

/** @throws LitweaveError `BAD_INPUT` */
export function tripleKey(id: string): TripleKey {
  if (keyShape.test(id)) return id as TripleKey;
  throw new LitweaveError("BAD_INPUT", `“${id}” is not the key of a triple`, {
    hint: "take a triple's “id” as it is: t1_ and 32 hexadecimal digits",
  });
}
