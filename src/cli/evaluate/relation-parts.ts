import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { LitweaveError } from "../../domain/errors.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { RelationText } from "../../evaluate/relations/facts.js";
import { readCorpus } from "./read-corpus.js";
import { relationTextOf } from "./relation-texts.js";

/** A corpus, or one fold of it. */
export interface CorpusPart {
  /** Name of the fold's folder; missing where the corpus has none. */
  readonly fold?: string;
  readonly corpus: readonly GoldDocument[];
  readonly texts: readonly RelationText[];
}

/**
 * What files and folders hold. A folder of numbered folders is a corpus in folds, of which each folder's `test.tsv` is scored.
 *
 * @throws LitweaveError as {@link readCorpus}; `NOT_FOUND` for a fold without test part, `USAGE` for folds beside other files
 */
export async function readParts(paths: readonly string[]): Promise<readonly CorpusPart[]> {
  const folds = (await Promise.all(paths.map(foldsIn))).flat();
  if (folds.length === 0) {
    const corpora = await Promise.all(paths.map((path) => readCorpus(path)));
    const documents = new Map(corpora.flat().map((gold) => [gold.document.id, gold]));
    return [partOf([...documents.values()])];
  }
  if (paths.length > 1) {
    throw new LitweaveError("USAGE", "a corpus in folds is scored alone", { hint: "name its folder only" });
  }
  const parts: CorpusPart[] = [];
  for (const { fold, file } of folds) parts.push({ fold, ...partOf(await readCorpus(file)) });
  return parts;
}

function partOf(corpus: readonly GoldDocument[]): CorpusPart {
  return { corpus, texts: corpus.map(relationTextOf) };
}

async function foldsIn(path: string): Promise<readonly { readonly fold: string; readonly file: string }[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [];
  const numbered = (await readdir(path)).filter((name) => /^\d+$/u.test(name));
  return numbered
    .sort((a, b) => Number(a) - Number(b))
    .map((fold) => ({ fold, file: join(path, fold, "test.tsv") }));
}

/** A file's name for one fold: `{fold}` in it is the fold's. */
export function pathOfFold(path: string, fold: string | undefined): string {
  if (fold === undefined || path.includes(placeholder)) return path.replaceAll(placeholder, fold ?? "");
  throw new LitweaveError("USAGE", `${path} is one file, but the corpus has folds`, {
    hint: `write ${placeholder} where the fold's number stands`,
  });
}

const placeholder = "{fold}";

/** A document's id among those of all folds. */
export function idInFold(id: string, fold: string | undefined): string {
  return fold === undefined ? id : `${fold}/${id}`;
}
