import type { EntityType } from "../../domain/mention.js";
import { type Scores, scoresOf, sumCounts } from "../counts.js";
import { type Difference, difference, type SignificanceOptions } from "../significance.js";
import { exactCounts } from "./exact.js";
import { type ComparedDocument, distinctSpans, spanKey, type TypedSpan } from "./spans.js";

export interface TypeComparison {
  /** Exact scores of the other predictions. */
  readonly other: Scores;
  /** Evaluated model less other predictions. */
  readonly difference: Difference;
  /** Gold mentions that only the evaluated model finds, and only the other. */
  readonly rightHereOnly: number;
  readonly rightThereOnly: number;
}

export interface NerComparison extends TypeComparison {
  readonly byType: Readonly<Partial<Record<EntityType, TypeComparison>>>;
}

/** Exact F1 of a model against other predictions for the same documents, over all `types` and for each alone. */
export function compareNer(
  documents: readonly ComparedDocument[],
  types: readonly EntityType[],
  options: SignificanceOptions = {},
): NerComparison {
  // Drawing depends on places: the order of ids, not of the file, decides them.
  const ordered = documents.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const compared = (of: ReadonlySet<EntityType>) => compareTypes(ordered, of, options);
  return {
    ...compared(new Set(types)),
    byType: Object.fromEntries(types.map((type) => [type, compared(new Set([type]))])),
  };
}

function compareTypes(
  documents: readonly ComparedDocument[],
  types: ReadonlySet<EntityType>,
  options: SignificanceOptions,
): TypeComparison {
  const pairs = documents.map(({ gold, found, other }) => ({
    one: exactCounts({ gold, found }, types),
    other: exactCounts({ gold, found: other }, types),
  }));
  return {
    other: scoresOf(sumCounts(pairs.map((pair) => pair.other))),
    difference: difference(pairs, options),
    rightHereOnly: sum(documents, ({ gold, found, other }) => rightOnly(gold, found, other, types)),
    rightThereOnly: sum(documents, ({ gold, found, other }) => rightOnly(gold, other, found, types)),
  };
}

function sum(documents: readonly ComparedDocument[], count: (document: ComparedDocument) => number): number {
  return documents.reduce((total, document) => total + count(document), 0);
}

function rightOnly(
  gold: readonly TypedSpan[],
  one: readonly TypedSpan[],
  other: readonly TypedSpan[],
  types: ReadonlySet<EntityType>,
): number {
  const keys = new Set(one.map(spanKey));
  const otherKeys = new Set(other.map(spanKey));
  return distinctSpans(gold, types).filter((span) => keys.has(spanKey(span)) && !otherKeys.has(spanKey(span)))
    .length;
}
