import type { Category } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { LitweaveError } from "../../domain/errors.js";
import type { Candidate, Link, LinkScore } from "../../domain/link.js";
import type { LinkedCase } from "./evaluate-linking.js";
import { type IdsOf, meansGold, mostRanks, rankOf } from "./rank.js";

/**
 * Candidates of a corpus' mentions in the layout of BioSyn's `predictions_eval.json` (`predict_topk` of its `utils.py`), which its
 * `evaluate_topk_acc` and `check_label` read and score as {@link rankOf} does. Its fields are `queries`, `mentions`, `mention`,
 * `golden_cui`, `candidates`, `name`, `label` and the id, `cui` in older versions and `labelcui` in newer ones; both stand here.
 * The others are ours.
 */
export interface BioSynPredictions {
  readonly queries: readonly BioSynQuery[];
  /** `acc1` to `acc20`: shares, 0 to 1. */
  readonly [accuracy: `acc${number}`]: number;
}

interface BioSynQuery extends Partial<MentionPlace> {
  /** The parts of a composite mention; one of any other. */
  readonly mentions: readonly BioSynMention[];
}

/** Where a mention stands, so that another run's mentions can be told. */
interface MentionPlace {
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly category: Category;
}

interface BioSynMention {
  readonly mention: string;
  /** Ids joined by `|`, of the whole mention. */
  readonly golden_cui: string;
  readonly candidates: readonly BioSynCandidate[];
}

interface BioSynCandidate {
  /** The name that matched. */
  readonly name: string;
  /** All ids that mean the concept, joined by `|`. */
  readonly cui: string;
  readonly labelcui: string;
  /** Whether one of them is a gold id. */
  readonly label: 0 | 1;
  readonly score?: LinkScore;
}

/** BioSyn takes the number of candidates from the first mention, so lists are filled up to {@link mostRanks}. */
const blank: BioSynCandidate = { name: "", cui: "", labelcui: "", label: 0 };

export function predictionsOf(cases: readonly LinkedCase[], idsOf: IdsOf): BioSynPredictions {
  const ranks = cases.map(({ gold, parts }) => rankOf(gold, parts, idsOf));
  const accuracies = Array.from({ length: mostRanks }, (_, index) => {
    const right = ranks.filter((rank) => rank <= index + 1).length;
    return [`acc${index + 1}`, cases.length === 0 ? 0 : right / cases.length] as const;
  });
  return { queries: cases.map((one) => queryOf(one, idsOf)), ...Object.fromEntries(accuracies) };
}

function queryOf(one: LinkedCase, idsOf: IdsOf): BioSynQuery {
  const { documentId, start, end, category, gold, parts } = one;
  const names = namesOfParts(one.text, one.link, parts.length);
  return {
    document: documentId,
    start,
    end,
    category,
    mentions: parts.map((candidates, part) => {
      const listed = candidates.slice(0, mostRanks).map((candidate) => candidateOf(candidate, gold, idsOf));
      return {
        mention: names[part]!,
        golden_cui: gold.join("|"),
        candidates: [...listed, ...Array<BioSynCandidate>(mostRanks - listed.length).fill(blank)],
      };
    }),
  };
}

function candidateOf(
  { id, matchedName, score }: Candidate,
  gold: readonly Curie[],
  idsOf: IdsOf,
): BioSynCandidate {
  const ids = [...new Set([id, ...idsOf(id)])].join("|");
  return {
    name: matchedName,
    cui: ids,
    labelcui: ids,
    label: meansGold(id, gold, idsOf) ? 1 : 0,
    score,
  };
}

/** What was looked up for each part: the linker's steps end with it. */
function namesOfParts(text: string, { steps }: Link, parts: number): readonly string[] {
  if (parts === 1) return [steps.at(-1)?.text ?? text];
  const resolved = text.split("|");
  const split = steps.findLast(({ rule }) => rule === "composite")?.text.split(" | ") ?? resolved;
  return Array.from({ length: parts }, (_, part) => split[part] ?? text);
}

/** A query of another run: what tells its mention, and whether its first candidates are right. */
interface OtherQuery {
  readonly place: MentionPlace | undefined;
  readonly gold: string;
  readonly right: boolean;
}

/**
 * Whether each mention of a corpus is right at rank 1 in another run's predictions, whose labels are believed. Queries that say
 * where their mention stands are found by it; BioSyn's own, which do not, must have the corpus' order and gold ids.
 *
 * @param path where `text` was read, for messages
 * @throws LitweaveError `BAD_INPUT` when the text is no such file, or the mentions are not the corpus'
 */
export function layLinks(cases: readonly LinkedCase[], text: string, path: string): readonly boolean[] {
  const queries = parsePredictions(text, path);
  const byPlace = queries.every(({ place }) => place !== undefined);
  const rest = new Map<string, OtherQuery[]>();
  for (const query of byPlace ? queries : []) {
    const key = keyOf(query.place!);
    rest.set(key, [...(rest.get(key) ?? []), query]);
  }
  const found = cases.map((one, index) => {
    const query = byPlace ? rest.get(keyOf({ ...one, document: one.documentId }))?.shift() : queries[index];
    return query && (byPlace || query.gold === goldKey(one.gold)) ? query : undefined;
  });
  const missing = cases.filter((_, index) => found[index] === undefined);
  if (missing.length === 0 && queries.length === cases.length) return found.map((query) => query!.right);
  const which = missing.length > 0 ? ` (first “${missing[0]!.text}” in ${missing[0]!.documentId})` : "";
  throw new LitweaveError(
    "BAD_INPUT",
    `${path} does not fit the corpus: it has ${queries.length} mentions, of the corpus' ${cases.length} it lacks ${missing.length}${which}`,
    { hint: "give predictions that --save-predictions wrote for the same corpus and category" },
  );
}

function keyOf({ document, start, end, category }: MentionPlace): string {
  return [document, start, end, category].join("\t");
}

function goldKey(ids: readonly string[]): string {
  return ids
    .map((id) => id.replace(/^MESH:/iu, "").trim())
    .toSorted()
    .join("|");
}

function parsePredictions(text: string, path: string): readonly OtherQuery[] {
  const bad = (what: string, cause?: unknown) =>
    new LitweaveError("BAD_INPUT", `${path}: ${what}`, {
      hint: "give predictions in BioSyn's layout, as --save-predictions writes them",
      cause,
    });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw bad("not JSON", cause);
  }
  const queries = (parsed as { queries?: unknown } | null)?.queries;
  if (!Array.isArray(queries)) throw bad("there are no “queries”");
  return queries.map((query: Partial<BioSynQuery> | null, index) => {
    const mentions = query?.mentions;
    const whole =
      Array.isArray(mentions) &&
      mentions.length > 0 &&
      mentions.every((one) => typeof one?.golden_cui === "string" && Array.isArray(one.candidates));
    if (!whole) throw bad(`query ${index + 1} lacks mentions with golden_cui and candidates`);
    const { document, start, end, category } = query!;
    return {
      place:
        document !== undefined && start !== undefined && end !== undefined && category !== undefined
          ? { document, start, end, category }
          : undefined,
      gold: goldKey(mentions[0]!.golden_cui.split(/[|+]/u)),
      right: mentions.every(({ candidates }) => candidates[0]?.label === 1),
    };
  });
}
