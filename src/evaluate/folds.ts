import { createHash } from "node:crypto";
import { LitweaveError } from "../domain/errors.js";
import { type Counts, f1, precision, recall, type Scores, scoresOf, sumCounts } from "./counts.js";

export interface Fold extends Scores {
  readonly documents: number;
}

/** Mean and sample standard deviation (n − 1) over folds. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** Scores on parts of a corpus. Nothing is trained here: of one model, this shows how much a score depends on the documents. */
export interface Folds extends Readonly<Record<"precision" | "recall" | "f1", Spread>> {
  readonly folds: readonly Fold[];
}

/** What a document counts, under its id. */
export interface DocumentCounts extends Counts {
  readonly id: string;
}

/**
 * Scores in `count` parts of the corpus. Documents stand in the order of the SHA-256 of seed and id and are dealt out in
 * turn, so that parts differ by one document at most and do not depend on the order of the file.
 *
 * @throws LitweaveError `USAGE` when there are fewer documents than parts
 */
export function scoreFolds(documents: readonly DocumentCounts[], count: number, seed = 13): Folds {
  requireFolds(documents.length, count);
  const keyed = documents.map((document) => ({ document, key: hash(`${seed} ${document.id}`) }));
  const dealt = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ document }) => document);
  return foldScores(
    Array.from({ length: count }, (_, fold) => dealt.filter((_document, index) => index % count === fold)),
  );
}

/** Scores of each part, and how they spread. A part without gold and found items takes no part in the averages. */
export function foldScores(parts: readonly (readonly Counts[])[]): Folds {
  const folds = parts.map((part) => ({ documents: part.length, ...scoresOf(sumCounts(part)) }));
  const scored = folds.filter(({ gold, found }) => gold + found > 0);
  return {
    precision: spreadOf(scored.map(precision)),
    recall: spreadOf(scored.map(recall)),
    f1: spreadOf(scored.map(f1)),
    folds,
  };
}

/** @throws LitweaveError `USAGE` when there are fewer documents than parts */
export function requireFolds(documents: number, count: number): void {
  if (documents >= count) return;
  throw new LitweaveError("USAGE", `${documents} documents cannot make ${count} folds`, {
    hint: "ask for fewer folds, or give a larger corpus",
  });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length === 1 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
