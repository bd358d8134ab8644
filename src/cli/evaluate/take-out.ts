import { createHash } from "node:crypto";
import type { Category } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { LinkedCase } from "../../evaluate/linking/evaluate-linking.js";
import type { NilCase } from "../../evaluate/linking/nil.js";
import { decisionOf } from "../../evaluate/linking/rank.js";
import type { Linker } from "../../link/linker.js";
import type { Dictionary } from "./dictionary.js";
import { linkGoldMentions } from "./link-mentions.js";

export interface TakeOutOptions {
  readonly linker: Linker;
  /** Parts into which the gold concepts are dealt, at least 2. */
  readonly folds: number;
  readonly category?: Category;
  readonly dictionary: Dictionary;
  readonly onProgress: (done: number, of: number) => void;
}

export interface TakenOut {
  readonly cases: readonly NilCase[];
  /** Gold concepts that were taken out, each once. */
  readonly concepts: number;
  /** Mentions that were not asked: some concept of theirs is not in the dictionary, or theirs lie in several parts. */
  readonly left: number;
}

/**
 * Asks about gold mentions without their concepts, and with them: the gold concepts are dealt into folds, each fold is taken out of the
 * dictionary in turn, and a mention is counted in the run that lacks its concepts and in the run after that. So half of the
 * answers should be NIL.
 *
 * @param links what the whole dictionary made of the mentions
 */
export async function takeConceptsOut(
  corpus: readonly GoldDocument[],
  links: readonly LinkedCase[],
  { linker, folds, category, dictionary, onProgress }: TakeOutOptions,
): Promise<TakenOut> {
  const foldOf = deal(
    links.flatMap(({ gold }) => gold.filter(dictionary.isKnown)),
    folds,
  );
  const places = links.map(({ gold }) => {
    const own = new Set(gold.map((id) => foldOf.get(id)));
    const [fold] = own;
    return own.size === 1 ? fold : undefined;
  });
  const cases: NilCase[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const without = linker.withoutConcepts([...foldOf].flatMap(([id, own]) => (own === fold ? [id] : [])));
    const run = await linkGoldMentions(corpus, {
      ...(category ? { category } : {}),
      linkDocuments: (batch) => without.linkDocuments(batch),
      dictionary,
      onProgress: (done) => onProgress(fold * corpus.length + done, folds * corpus.length),
    });
    for (const [index, place] of places.entries()) {
      if (place === undefined) continue;
      const takenOut = place === fold;
      if (takenOut || (place + 1) % folds === fold) {
        cases.push(nilCase(run.cases[index]!, takenOut, dictionary));
      }
    }
  }
  return {
    cases,
    concepts: foldOf.size,
    left: places.filter((place) => place === undefined).length,
  };
}

/** Concepts in the order of a seeded hash of their ids, dealt out in turn. */
function deal(ids: readonly Curie[], folds: number, seed = 13): ReadonlyMap<Curie, number> {
  const keyed = [...new Set(ids)].map((id) => ({
    id,
    key: createHash("sha256").update(`${seed} ${id}`).digest("hex"),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Map(keyed.map(({ id }, index) => [id, index % folds]));
}

function nilCase(one: LinkedCase, takenOut: boolean, { idsOf }: Pick<Dictionary, "idsOf">): NilCase {
  const { documentId, category, gold, link, parts } = one;
  const likeliest = parts.flatMap((candidates) => candidates.slice(0, 1).map(({ id }) => id));
  return {
    documentId,
    category,
    takenOut,
    nil: link.ids.length === 0,
    score: link.score,
    right:
      !takenOut &&
      likeliest.length === parts.length &&
      decisionOf(gold, { ids: likeliest }, idsOf) === "right",
  };
}
