import { readFile } from "node:fs/promises";
import { LitweaveError } from "../../domain/errors.js";
import { pairTypesOf } from "../../evaluate/relations/candidates.js";
import { coOccurring } from "../../evaluate/relations/co-occurrence.js";
import type { RelatedDocument } from "../../evaluate/relations/facts.js";
import { labelSetFor } from "../../evaluate/relations/label-sets.js";
import { readPredictionLines } from "../../evaluate/relations/predictions.js";
import { triggered } from "../../evaluate/relations/triggers.js";
import { findRelations, type RelationFindingOptions, type TextsOf } from "./find-relations.js";
import { type CorpusPart, pathOfFold } from "./relation-parts.js";

/** Where the answers come from, in words, and the documents of each part with them. */
export interface PartAnswers {
  readonly source: string;
  /** What the model was asked with, for the JSON. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly parts: readonly (readonly RelatedDocument[])[];
}

/** A baseline's answers. */
export function answerByRule(
  method: "co-occurrence" | "triggers",
  parts: readonly CorpusPart[],
): PartAnswers {
  const texts = parts.flatMap((part) => part.texts);
  const types = pairTypesOf(texts);
  const labels = labelSetFor(texts.flatMap(({ gold }) => gold));
  const answer = { "co-occurrence": coOccurring, triggers: triggered }[method];
  return {
    source: { "co-occurrence": "co-occurrence", triggers: "trigger words" }[method],
    asked: { method },
    parts: parts.map((part) => part.texts.map((text) => ({ ...text, ...answer(text, types, labels) }))),
  };
}

/** Answers as they stand in files of predictions, one for each part. */
export async function answersIn(
  path: string,
  parts: readonly CorpusPart[],
  least?: number,
): Promise<PartAnswers> {
  const read = async ({ fold, texts }: CorpusPart) => {
    const file = pathOfFold(path, fold);
    const lines = await readFile(file, "utf8").catch((cause: unknown) => {
      throw new LitweaveError("NOT_FOUND", `${file} cannot be opened`, { hint: "check the path", cause });
    });
    const answers = readPredictionLines(lines, file, texts, least);
    return texts.map((text, index) => ({ ...text, ...answers[index]! }));
  };
  return { source: path, asked: { predictions: path }, parts: await Promise.all(parts.map(read)) };
}

/** What a relation head says of all parts. */
export async function askModel(
  model: string,
  parts: readonly CorpusPart[],
  options: RelationFindingOptions & { readonly textsOf?: TextsOf },
): Promise<PartAnswers> {
  const corpus = parts.flatMap((part) => part.corpus);
  const own = new Map(
    parts.flatMap(({ corpus: documents, texts }) => documents.map((gold, i) => [gold, texts[i]!])),
  );
  const textsOf: TextsOf = options.textsOf ?? (async (batch) => batch.map((gold) => own.get(gold)!));
  const { group, threshold, documents } = await findRelations(corpus, textsOf, model, options);
  const left = [...documents];
  return {
    source: `${model}, labels ${group}, ${threshold === undefined ? "at their operating points" : `from ${threshold}`}`,
    asked: { method: "model", model, group, threshold: threshold ?? "operating point" },
    parts: parts.map((part) => left.splice(0, part.corpus.length)),
  };
}
