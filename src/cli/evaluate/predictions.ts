import { rename, rm, writeFile } from "node:fs/promises";
import { offsetMap } from "../../domain/code-points.js";
import { documentText } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import { type EntityType, entityTypes } from "../../domain/mention.js";
import type { Prediction } from "../../evaluate/ner/predictions.js";
import type { ScoredSpan } from "../../evaluate/ner/spans.js";
import { knownMentions } from "./find-mentions.js";
import { readCorpus } from "./read-corpus.js";

/**
 * Mentions that another model or program found, from any format of corpora; its names of types are matched to ours.
 *
 * @param options.name that of the corpus, which documents of CoNLL columns are called by
 * @param options.type what CoNLL columns annotate
 * @throws LitweaveError as {@link readCorpus}, and `BAD_INPUT` when no mention is of a type that the program knows
 */
export async function readPredictions(
  path: string,
  options: { readonly name: string; readonly type?: EntityType | undefined },
): Promise<readonly Prediction[]> {
  const documents = await readCorpus(path, options.type, options.name);
  const predictions = documents.map((gold) => ({
    id: gold.document.id,
    text: documentText(gold.document),
    found: knownMentions(gold),
  }));
  const foreign = new Set(documents.flatMap(({ mentions }) => mentions.map(({ type }) => type)));
  if (foreign.size > 0 && predictions.every(({ found }) => found.length === 0)) {
    throw new LitweaveError(
      "BAD_INPUT",
      `${path} predicts ${[...foreign].join(", ")}, which are no known types`,
      {
        hint: `known are ${entityTypes.join(", ")} and their names in PubTator, BioRED and NCBI-disease`,
      },
    );
  }
  return predictions;
}

/** Runs a model and, where a path is given, writes what it found there in PubTator format, as {@link savingText} does. */
export function savingPredictions<F extends Found>(
  path: string | undefined,
  run: () => Promise<readonly F[]>,
): Promise<readonly F[]> {
  return savingText(path, run, (documents) => documents.map(predictionOf).join(""));
}

/**
 * Runs a model and, where a path is given, writes what it gave there. The place is tried before the model runs, and
 * what stood there stays until all is written.
 *
 * @throws LitweaveError `USAGE` when the path cannot be written
 */
export async function savingText<R>(
  path: string | undefined,
  run: () => Promise<R>,
  textOf: (result: R) => string,
): Promise<R> {
  if (path === undefined) return run();
  const part = `${path}.part`;
  await writeFile(part, "").catch((cause: unknown) => {
    throw new LitweaveError("USAGE", `${path} cannot be written`, {
      hint: "name a file in a folder that exists",
      cause,
    });
  });
  try {
    const result = await run();
    await writeFile(part, textOf(result));
    await rename(part, path);
    return result;
  } finally {
    await rm(part, { force: true });
  }
}

/** What was found in a document, with the text it was found in. */
interface Found {
  readonly id: string;
  readonly text: string;
  readonly found: readonly ScoredSpan[];
}

/**
 * A document in PubTator format with what was found in it: `id|t|title`, `id|a|abstract`, `id⇥start⇥end⇥text⇥type⇥-`, a blank
 * line. Ids of other sources than PubMed keep their prefix (`conll:test.tsv:1`). The text's first line stands as title and the
 * others, joined by spaces, as abstract: each line break is one character, so offsets (code points) hold.
 */
export function predictionOf({ id: documentId, text, found }: Found): string {
  const id = documentId.replace(/^PMID:/u, "");
  const [title = "", ...rest] = text.split("\n").map((line) => line.replace(/[\r\t]/gu, " "));
  const offsets = offsetMap(text);
  const rows = found.map(({ start, end, type }) => {
    const surface = text.slice(start, end).replace(/\s/gu, " ");
    return [id, offsets.toCodePoints(start), offsets.toCodePoints(end), surface, type, "-"].join("\t");
  });
  return [`${id}|t|${title}`, `${id}|a|${rest.join(" ")}`, ...rows, "\n"].join("\n");
}
