import type { Category } from "../../domain/concept.js";
import type { Curie } from "../../domain/curie.js";
import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { type Counts, f1, type Scores, scoresOf, sumCounts } from "../counts.js";
import { decisionOf, type IdsOf } from "./rank.js";

/** A mention with the concepts that it refers to, at least one. */
export interface ConceptMention {
  readonly start: number;
  readonly end: number;
  readonly category: Category;
  readonly ids: readonly Curie[];
}

/** A document's mentions as annotated and as the program found and linked them. */
export interface EndToEndDocument {
  readonly gold: readonly ConceptMention[];
  readonly found: readonly ConceptMention[];
}

export interface EndToEndScores extends Scores {
  readonly interval: Interval;
}

/** From text to ids, so that an error of either step counts. */
export interface EndToEnd {
  /** A mention is right with the gold span, category and exactly the gold concepts, as in HunFlair2's study. */
  readonly mentions: EndToEndScores;
  /** A document's concepts, each once: what PubTator calls normalisation. */
  readonly documents: EndToEndScores;
}

export function evaluateEndToEnd(
  documents: readonly EndToEndDocument[],
  idsOf: IdsOf,
  options: BootstrapOptions = {},
): EndToEnd {
  const scored = (counts: readonly Counts[]): EndToEndScores => ({
    ...scoresOf(sumCounts(counts)),
    interval: interval(counts, f1, options),
  });
  return {
    mentions: scored(documents.map((document) => mentionCounts(document, idsOf))),
    documents: scored(documents.map((document) => conceptCounts(document, idsOf))),
  };
}

function mentionCounts({ gold, found }: EndToEndDocument, idsOf: IdsOf): Counts {
  const keyOf = ({ start, end, category }: ConceptMention) => `${start} ${end} ${category}`;
  const wanted = new Map(gold.map((mention) => [keyOf(mention), mention]));
  const right = found.filter((mention) => {
    const same = wanted.get(keyOf(mention));
    return same !== undefined && decisionOf(same.ids, mention, idsOf) === "right";
  });
  return { right: right.length, found: found.length, gold: wanted.size };
}

/** Two ids found that mean one gold concept are right both, and the concept counts once in the recall. */
function conceptCounts({ gold, found }: EndToEndDocument, idsOf: IdsOf): Counts {
  const conceptsOf = (mentions: readonly ConceptMention[]) =>
    new Map(
      mentions.flatMap(({ category, ids }) => ids.map((id) => [`${category} ${id}`, { category, id }])),
    );
  const wanted = [...conceptsOf(gold).values()];
  const given = [...conceptsOf(found).values()];
  const reached = wanted.filter((concept) =>
    given.some(
      ({ category, id }) => category === concept.category && (id === concept.id || idsOf(id).has(concept.id)),
    ),
  );
  return { right: reached.length, found: given.length, gold: wanted.length };
}
