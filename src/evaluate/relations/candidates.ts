import type { EntityType } from "../../domain/mention.js";
import type { Span } from "../../domain/span.js";
import { pairKey, type RelatedEntity, type RelationText } from "./facts.js";

/** Two entities that a corpus could relate, the one that acts first: chemicals before genes before diseases. */
export interface CandidatePair {
  readonly subject: RelatedEntity;
  readonly object: RelatedEntity;
  /** Their nearest mentions in one sentence; missing where they share none. */
  readonly nearest?: Nearest;
  /** In how many sentences both stand. */
  readonly shared: number;
}

export interface Nearest {
  readonly sentence: Span;
  /** In the order of the text; they may overlap. */
  readonly earlier: Span;
  readonly later: Span;
  /** Words between them. */
  readonly words: number;
}

const agency: readonly EntityType[] = ["Chemical", "Gene", "Variant", "Species", "CellLine", "Disease"];

/** Two entities, the one that acts first before what it acts on; of equal types as given. */
export function byAgency<E extends { readonly type: EntityType }>(one: E, other: E): readonly [E, E] {
  return agency.indexOf(other.type) < agency.indexOf(one.type) ? [other, one] : [one, other];
}

/** Pairs of types, in either order. */
export type PairTypes = ReadonlySet<string>;

function typesKey(one: EntityType, other: EntityType): string {
  return [one, other].sort().join(" ");
}

/** The types of a pair of entities; undefined where the program does not know one of them, or has no such entity. */
export function typesOf(
  { entities }: Pick<RelationText, "entities">,
  { subject, object }: { readonly subject: string; readonly object: string },
): string | undefined {
  const [one, other] = [entities.get(subject)?.type, entities.get(object)?.type];
  return one && other && typesKey(one, other);
}

/** The pairs of types that the corpus' relations have. */
export function pairTypesOf(documents: readonly RelationText[]): PairTypes {
  const types = documents.flatMap((document) =>
    document.gold.flatMap((fact) => typesOf(document, fact) ?? []),
  );
  return new Set(types);
}

/**
 * The pairs of a document that could be related: of the types given, of two entities; where relations hold between
 * mentions, in one sentence.
 */
export function candidatePairs(document: RelationText, types: PairTypes): readonly CandidatePair[] {
  const known = [...document.entities.values()].flatMap((entity) =>
    entity.type ? [{ entity, type: entity.type, places: bySentence(document, entity) }] : [],
  );
  const pairs: CandidatePair[] = [];
  for (const [index, one] of known.entries()) {
    for (const other of known.slice(index + 1)) {
      if (!types.has(typesKey(one.type, other.type))) continue;
      const [subject, object] = byAgency(one, other);
      const sentences = [...subject.places.keys()].filter((sentence) => object.places.has(sentence));
      if (document.mentionLevel && sentences.length === 0) continue;
      const nearest = nearestOf(document, sentences, subject.places, object.places);
      pairs.push({
        subject: subject.entity,
        object: object.entity,
        ...(nearest && { nearest }),
        shared: sentences.length,
      });
    }
  }
  return pairs;
}

/** {@link candidatePairs} of any types, by {@link pairKey}; for looking up why a pair was hard. */
export function pairsByKey(
  document: RelationText,
  keys: ReadonlySet<string>,
): ReadonlyMap<string, CandidatePair> {
  const ids = new Set([...keys].flatMap((key) => key.split("\t")));
  const entities = new Map([...document.entities].filter(([id, { type }]) => ids.has(id) && type));
  const types = new Set(
    [...entities.values()].flatMap((one) =>
      [...entities.values()].map((other) => typesKey(one.type!, other.type!)),
    ),
  );
  const pairs = candidatePairs({ ...document, entities, mentionLevel: false }, types);
  return new Map(pairs.map((pair) => [pairKey({ subject: pair.subject.id, object: pair.object.id }), pair]));
}

/** Index of the sentence that a mention begins in. */
export function sentenceAt(sentences: readonly Span[], start: number): number {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

type Places = ReadonlyMap<number, readonly Span[]>;

function bySentence({ sentences }: RelationText, { mentions }: RelatedEntity): Places {
  const places = new Map<number, Span[]>();
  for (const mention of mentions) {
    const sentence = sentenceAt(sentences, mention.start);
    places.set(sentence, [...(places.get(sentence) ?? []), mention]);
  }
  return places;
}

function nearestOf(
  { text, sentences }: RelationText,
  shared: readonly number[],
  subject: Places,
  object: Places,
): Nearest | undefined {
  let best: Nearest | undefined;
  for (const index of shared) {
    for (const one of subject.get(index)!) {
      for (const other of object.get(index)!) {
        const [earlier, later] = one.start <= other.start ? [one, other] : [other, one];
        const words = wordsIn(text.slice(earlier.end, later.start)).length;
        if (best === undefined || words < best.words) {
          best = { sentence: sentences[index]!, earlier, later, words };
        }
      }
    }
  }
  return best;
}

/** Words in lower case; hyphens and apostrophes hold a word together. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? [];
}
