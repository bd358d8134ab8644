import type { Curie } from "../../domain/curie.js";
import { documentText } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { Link, LinkedMention } from "../../domain/link.js";
import type { ExtractorManifest, LabelGroup } from "../../encode/extractor-manifest.js";
import { openJointEncoder } from "../../encode/joint-encoder.js";
import { openRelationScorer } from "../../encode/relation-scorer.js";
import type { DeviceOptions } from "../../encode/session.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import type { FoundFact, RelatedDocument } from "../../evaluate/relations/facts.js";
import { mentionGroups, type PairScore, scorePairsOf } from "../../extract/score-pairs.js";
import { windowsOf } from "../../segment/windows.js";
import { batchDocuments } from "./find-mentions.js";

export interface RelationFinding {
  readonly group: string;
  readonly threshold: number;
  readonly documents: readonly RelatedDocument[];
}

export interface RelationFindingOptions extends DeviceOptions {
  /** Least probability of a relation; the model's own threshold when left out. */
  readonly minScore?: number;
  readonly onProgress: (done: number) => void;
}

/**
 * What the relation head in `folder` says of the gold entities of documents, beside the gold relations. Of the head's
 * groups of labels, the one answers that knows most of the corpus' labels.
 */
export async function findRelations(
  documents: readonly GoldDocument[],
  folder: string,
  options: RelationFindingOptions,
): Promise<RelationFinding> {
  const encoder = await openJointEncoder(folder, { ...options, layWindows: windowsOf });
  try {
    const scorer = await openRelationScorer(folder, options);
    try {
      const { manifest } = encoder;
      const group = groupFor(documents, manifest);
      const threshold = options.minScore ?? manifest.relations.threshold[group.name]!;
      const related: RelatedDocument[] = [];
      for (let at = 0; at < documents.length; at += batchDocuments) {
        const batch = documents.slice(at, at + batchDocuments);
        const encodings = await encoder.encode(batch.map(({ document }) => documentText(document)));
        for (const [index, gold] of batch.entries()) {
          const entities = mentionGroups(goldEntities(gold));
          const scores = scorePairsOf(entities, encodings[index]!, manifest, (question) =>
            scorer.score(question),
          );
          related.push({
            id: gold.document.id,
            gold: gold.relations.map(({ type, ...relation }) => ({ ...relation, label: type })),
            found: await factsOf(scores, group.name, threshold),
          });
        }
        options.onProgress(related.length);
      }
      return { group: group.name, threshold, documents: related };
    } finally {
      await scorer.close();
    }
  } finally {
    await encoder.close();
  }
}

function groupFor(documents: readonly GoldDocument[], { relations }: ExtractorManifest): LabelGroup {
  const labels = new Set(documents.flatMap((gold) => gold.relations.map((relation) => relation.type)));
  const known = (group: LabelGroup) => group.labels.filter((label) => labels.has(label)).length;
  const best = relations.groups.toSorted((a, b) => known(b) - known(a))[0];
  if (best && known(best) > 0) return best;
  throw new LitweaveError(
    "BAD_INPUT",
    `the corpus' relations (${[...labels].join(", ") || "none"}) are none the model knows`,
    {
      hint: `it answers with ${relations.groups.flatMap((group) => group.labels.slice(1)).join(", ")}`,
    },
  );
}

const corpusPrefix = "corpus:";

/** Gold mentions as the linker would give them, their ids being the corpus' own. */
function goldEntities({ mentions }: GoldDocument): readonly LinkedMention[] {
  return mentions.flatMap(({ start, end, text, type, ids }) => {
    const known = entityTypeOf(type);
    const entities = ids.filter((id) => id !== "-" && id !== "-1").map((id): Curie => `${corpusPrefix}${id}`);
    const link: Link = { ids: entities, score: 1, steps: [], candidates: [] };
    return known ? [{ start, end, text, type: known, score: 1, link }] : [];
  });
}

/** Of a pair that was asked about in several stretches of a long document, the surest answer counts. */
async function factsOf(
  scores: AsyncIterable<PairScore>,
  group: string,
  threshold: number,
): Promise<readonly FoundFact[]> {
  const best = new Map<string, FoundFact>();
  for await (const { first, second, group: own, probabilities, novelty } of scores) {
    const score = 1 - probabilities[0]!;
    if (own.name !== group || score < threshold) continue;
    const [subject, object] = [first, second].map(({ id }) => id.slice(corpusPrefix.length)) as [
      string,
      string,
    ];
    const key = `${subject}\t${object}`;
    if (score <= (best.get(key)?.score ?? -1)) continue;
    const likeliest = probabilities.indexOf(Math.max(...probabilities.slice(1)), 1);
    best.set(key, { subject, object, label: own.labels[likeliest]!, novel: novelty > 0.5, score });
  }
  return [...best.values()];
}
