import { type BootstrapOptions, type Interval, middle, resampled } from "../bootstrap.js";
import { type Scores, scoresOf } from "../counts.js";
import {
  type Factuality,
  type FactualityDocument,
  type FactualityRelation,
  factualities,
} from "./read-factuality.js";

export interface FactualityError {
  readonly documentId: string;
  readonly gold: Factuality;
  readonly found: Factuality;
  readonly label: string;
  readonly sentence: string;
  readonly subject: string;
  readonly object: string;
}

export interface FactualityEvaluation {
  readonly documents: number;
  readonly relations: number;
  readonly acrossSentences: number;
  /** Mean F1 of the three values. */
  readonly macroF1: number;
  readonly macroF1Interval: Interval;
  readonly accuracy: number;
  readonly byValue: Readonly<Record<Factuality, Scores>>;
  /** Rows: what annotators say; columns: what the program says. */
  readonly confusion: Readonly<Record<Factuality, Readonly<Record<Factuality, number>>>>;
  readonly errors: readonly FactualityError[];
}

/** How well `judge` tells what a sentence says of a relation: that it holds, that it does not, or neither. */
export function evaluateFactuality(
  documents: readonly FactualityDocument[],
  judge: (relation: FactualityRelation) => Factuality,
  { resamples = 1000, seed = 13 }: BootstrapOptions = {},
): FactualityEvaluation {
  const judged = documents.map(({ id, relations }) =>
    relations.map((relation) => ({ documentId: id, relation, found: judge(relation) })),
  );
  const cells = judged.map((relations) =>
    factualities.flatMap((gold) =>
      factualities.map(
        (found) => relations.filter((one) => one.relation.factuality === gold && one.found === found).length,
      ),
    ),
  );
  const total = factualities.flatMap((_, gold) =>
    factualities.map((_, found) =>
      cells.reduce((sum, row) => sum + row[gold * factualities.length + found]!, 0),
    ),
  );
  const count = total.reduce((sum, cell) => sum + cell, 0);
  const correct = factualities.reduce((sum, _, value) => sum + cell(total, value, value), 0);
  return {
    documents: documents.length,
    relations: count,
    acrossSentences: documents.reduce((sum, document) => sum + document.acrossSentences, 0),
    macroF1: macroF1(total),
    macroF1Interval: middle(resampled(cells, resamples, seed).map(macroF1)),
    accuracy: count === 0 ? 0 : (100 * correct) / count,
    byValue: byValue((value) => scoresAt(total, value)),
    confusion: byValue((gold) => byValue((found) => cell(total, gold, found))),
    errors: judged.flat().flatMap(({ documentId, relation, found }) => {
      const { text, subject, object, label, factuality: gold } = relation;
      if (gold === found) return [];
      const words = ({ start, end }: { readonly start: number; readonly end: number }) =>
        text.slice(start, end);
      return [
        { documentId, gold, found, label, sentence: text, subject: words(subject), object: words(object) },
      ];
    }),
  };
}

function cell(cells: readonly number[], gold: number, found: number): number {
  return cells[gold * factualities.length + found]!;
}

function scoresAt(cells: readonly number[], value: number): Scores {
  const sum = (at: (other: number) => number) => factualities.reduce((all, _, other) => all + at(other), 0);
  return scoresOf({
    right: cell(cells, value, value),
    found: sum((gold) => cell(cells, gold, value)),
    gold: sum((found) => cell(cells, value, found)),
  });
}

function macroF1(cells: readonly number[]): number {
  return factualities.reduce((sum, _, value) => sum + scoresAt(cells, value).f1, 0) / factualities.length;
}

function byValue<T>(make: (value: number) => T): Readonly<Record<Factuality, T>> {
  return Object.fromEntries(factualities.map((name, value) => [name, make(value)])) as Record<Factuality, T>;
}
