import { documentText } from "../../domain/document.js";
import type { GoldDocument } from "../../domain/gold.js";
import type { LinkedMention } from "../../domain/link.js";
import { entityTypeOf } from "../../evaluate/corpus-types.js";
import type { RelatedEntity, RelationFact, RelationText } from "../../evaluate/relations/facts.js";
import { sentencesOf } from "../../segment/sentences.js";

/** An annotated document as relations are scored in it: the corpus' own entities under the corpus' own ids. */
export function relationTextOf(gold: GoldDocument): RelationText {
  const entities = new Map<string, Mutable<RelatedEntity>>();
  for (const { start, end, type, ids } of gold.mentions) {
    const known = entityTypeOf(type);
    for (const id of ids.filter(isConcept)) add(entities, id, known, { start, end });
  }
  return {
    ...placesOf(gold),
    entities,
    mentionLevel: gold.mentionLevel !== undefined,
    gold: gold.relations.map(factOf),
  };
}

/** The same document with entities that a program found, whose ids are those that `gold` uses where they mean the same. */
export function foundTextOf(
  gold: GoldDocument,
  linked: readonly LinkedMention[],
  facts: readonly RelationFact[],
  annotated: ReadonlySet<string>,
): RelationText {
  const entities = new Map<string, Mutable<RelatedEntity>>();
  for (const { start, end, type, link } of linked) {
    for (const id of link.ids) add(entities, id, type, { start, end });
  }
  return { ...placesOf(gold), entities, mentionLevel: false, gold: facts, annotated };
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

function add(
  entities: Map<string, Mutable<RelatedEntity>>,
  id: string,
  type: RelatedEntity["type"],
  span: RelatedEntity["mentions"][number],
): void {
  const entity = entities.get(id);
  if (entity === undefined) entities.set(id, { id, ...(type && { type }), mentions: [span] });
  else entity.mentions = [...entity.mentions, span];
}

function placesOf({ document, mentionLevel }: GoldDocument) {
  return {
    id: document.id,
    text: documentText(document),
    sentences: mentionLevel?.sentences ?? sentencesOf(document),
  };
}

/** `-` and `-1` stand for no concept. */
export function isConcept(id: string): boolean {
  return id !== "-" && id !== "-1";
}

function factOf({ type, subject, object, novel }: GoldDocument["relations"][number]): RelationFact {
  return { label: type, subject, object, ...(novel === undefined ? {} : { novel }) };
}
