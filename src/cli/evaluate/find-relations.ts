import type { Curie } from "../../domain/curie.js";
import { documentText } from "../../domain/document.js";
import { LitweaveError } from "../../domain/errors.js";
import type { GoldDocument } from "../../domain/gold.js";
import { reversedEnd } from "../../domain/predicate-labels.js";
import type { MentionGroup } from "../../domain/relation.js";
import type { ThreadOptions } from "../../encode/encoder-threads.js";
import { readRelationHead } from "../../encode/extractor-manifest.js";
import { type Encoding, openJointEncoder } from "../../encode/joint-encoder.js";
import { openRelationScorer } from "../../encode/relation-scorer.js";
import type { LabelGroup, RelationHeadManifest } from "../../encode/relations-manifest.js";
import { byAgency, sentenceAt } from "../../evaluate/relations/candidates.js";
import type { Answers, FoundFact, RelatedEntity, RelationText } from "../../evaluate/relations/facts.js";
import type { WorthAsking } from "../../extract/candidate-pairs.js";
import { type LabelScore, labelsFound } from "../../extract/label-scores.js";
import { statedLabels } from "../../extract/propose-relations.js";
import { type PairScore, scorePairsOf } from "../../extract/score-pairs.js";
import { windowsOf } from "../../segment/windows.js";
import { batchDocuments } from "./find-mentions.js";

export interface RelationFinding {
  readonly group: string;
  /** Least probability of any relation; undefined at the operating points of the group's labels. */
  readonly threshold?: number;
  /** In the order of the documents, with the entities that were asked about. */
  readonly documents: readonly (RelationText & Answers)[];
}

export interface RelationFindingOptions extends ThreadOptions {
  /** The group of labels to ask; the one that knows most of the corpus' labels when left out. */
  readonly labels?: string;
  /** Least probability of any relation; the model's own threshold when left out. */
  readonly minScore?: number;
  /** What the program would state by default, instead of all from the threshold of the best F1 on. */
  readonly operatingPoint?: boolean;
  /** Folders of further relation heads over the same encoder. */
  readonly relations?: readonly string[];
  readonly onProgress: (done: number) => void;
}

/** Documents as they are to be asked about, from the encoder's pass over them. */
export type TextsOf = (
  documents: readonly GoldDocument[],
  encodings: readonly Encoding[],
) => Promise<readonly RelationText[]>;

/**
 * What the relation head in `folder` says of pairs of a document's entities or, where relations hold between
 * mentions, of pairs in one sentence.
 */
export async function findRelations(
  documents: readonly GoldDocument[],
  textsOf: TextsOf,
  folder: string,
  options: RelationFindingOptions,
): Promise<RelationFinding> {
  const encoder = await openJointEncoder(folder, { ...options, layWindows: windowsOf });
  try {
    const heads = [folder, ...(options.relations ?? [])].map((path) => ({
      path,
      manifest: readRelationHead(path, folder),
    }));
    const { path, manifest, group } = answering(documents, heads, options.labels);
    const scorer = await openRelationScorer(path, options, folder);
    try {
      const threshold = options.operatingPoint
        ? undefined
        : (options.minScore ?? manifest.relations.threshold[group.name]!);
      const found = (score: PairScore) =>
        threshold === undefined ? statedLabels(score, manifest).labels : labelsFound(score, threshold);
      const scheme = { ...manifest, relations: { ...manifest.relations, ...pairTypesOf(group) } };
      const related: (RelationText & Answers)[] = [];
      for (let at = 0; at < documents.length; at += batchDocuments) {
        const batch = documents.slice(at, at + batchDocuments);
        const encodings = await encoder.encode(batch.map(({ document }) => documentText(document)));
        const texts = await textsOf(batch, encodings);
        for (const [index, text] of texts.entries()) {
          const scores: PairScore[] = [];
          const encoding = { ...encodings[index]!, sentences: text.sentences };
          const entities = groupsOf([...text.entities.values()]);
          const asked = scorePairsOf(
            entities,
            encoding,
            scheme,
            (question) => scorer.score(question),
            worthAsking(text),
          );
          for await (const score of asked) if (score.group.name === group.name) scores.push(score);
          related.push({ ...text, ...answersOf(scores, found, group) });
        }
        options.onProgress(related.length);
      }
      return { group: group.name, ...(threshold !== undefined && { threshold }), documents: related };
    } finally {
      await scorer.close();
    }
  } finally {
    await encoder.close();
  }
}

function pairTypesOf({ pairTypes }: LabelGroup) {
  return pairTypes === undefined ? {} : { pairTypes };
}

interface Head {
  readonly path: string;
  readonly manifest: RelationHeadManifest;
}

/** The group of labels to ask, with the head that has it. */
function answering(
  documents: readonly GoldDocument[],
  heads: readonly Head[],
  name: string | undefined,
): Head & { readonly group: LabelGroup } {
  const all = heads.flatMap((head) => head.manifest.relations.groups.map((group) => ({ ...head, group })));
  if (name !== undefined) {
    const asked = all.find(({ group }) => group.name === name);
    if (asked) return asked;
    throw new LitweaveError("USAGE", `the model has no labels “${name}”`, {
      hint: `it has ${all.map(({ group }) => group.name).join(", ")}`,
    });
  }
  const labels = new Set(documents.flatMap((gold) => gold.relations.map((relation) => relation.type)));
  const known = ({ group }: { group: LabelGroup }) =>
    group.labels.filter((label) => labels.has(label)).length;
  // Of groups that know as many, the smallest fits best.
  const best = all.toSorted(
    (a, b) => known(b) - known(a) || a.group.labels.length - b.group.labels.length,
  )[0];
  if (best && known(best) > 0) return best;
  throw new LitweaveError(
    "BAD_INPUT",
    `the corpus' relations (${[...labels].join(", ") || "none"}) are none the model knows`,
    {
      hint: `it answers with ${all.flatMap(({ group }) => group.labels.slice(1)).join(", ")}`,
    },
  );
}

/** Of relations between mentions, those of one sentence. */
function worthAsking({ sentences, mentionLevel }: RelationText): WorthAsking | undefined {
  const sentence = ({ mentions }: MentionGroup) => sentenceAt(sentences, mentions[0]!.start);
  return mentionLevel ? (first, second) => sentence(first) === sentence(second) : undefined;
}

/** The corpus' own ids stand behind a prefix, where the head has CURIEs. */
const prefix = "corpus:";

/** In order of first mention, as the head wants them. */
function groupsOf(entities: readonly RelatedEntity[]): readonly MentionGroup[] {
  return entities
    .flatMap(({ id, type, mentions }) =>
      type
        ? [{ id: `${prefix}${id}` as Curie, type, mentions: mentions.toSorted((a, b) => a.start - b.start) }]
        : [],
    )
    .sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start || a.mentions[0]!.end - b.mentions[0]!.end);
}

/** Of a pair that was asked about in several stretches of a long document, the surest answer counts. */
function answersOf(
  scores: readonly PairScore[],
  labelsOf: (score: PairScore) => readonly LabelScore[],
  { novelty = true }: LabelGroup,
): Answers {
  const best = new Map<string, PairScore>();
  for (const score of scores) {
    const key = `${score.first.id}\t${score.second.id}`;
    if (score.any > (best.get(key)?.any ?? -1)) best.set(key, score);
  }
  const ends = ({ first, second }: PairScore) => {
    const [subject, object] = byAgency(first, second).map(({ id }) => id.slice(prefix.length));
    return { subject: subject!, object: object! };
  };
  return {
    pairs: [...best.values()].map((score) => ({ ...ends(score), score: score.any })),
    found: [...best.values()].flatMap((score) =>
      undirected(labelsOf(score)).map(
        ({ label, probability }): FoundFact => ({
          ...ends(score),
          label,
          score: probability,
          ...(novelty && { novel: score.novelty > 0.5 }),
        }),
      ),
    ),
  };
}

/** Each label once, as the corpus writes it: the order of a relation's ends does not count in scores. */
function undirected(found: readonly LabelScore[]): readonly LabelScore[] {
  const plain = found.map((one) => ({
    ...one,
    label: one.label.endsWith(reversedEnd) ? one.label.slice(0, -reversedEnd.length) : one.label,
  }));
  return plain.filter(({ label }, at) => plain.findIndex((other) => other.label === label) === at);
}
