import type { EntityType } from "../../src/domain/mention.js";
import type {
  FoundFact,
  RelatedDocument,
  RelatedEntity,
  RelationFact,
  ScoredPair,
} from "../../src/evaluate/relations/facts.js";

export interface Sketch {
  readonly id?: string;
  /** Sentences, joined by spaces. */
  readonly sentences?: readonly string[];
  /** Id, type and wording; every place where the wording stands is a mention. */
  readonly entities?: readonly (readonly [id: string, type: EntityType | undefined, wording: string])[];
  readonly mentionLevel?: boolean;
  readonly gold?: readonly RelationFact[];
  readonly found?: readonly FoundFact[];
  readonly pairs?: readonly ScoredPair[];
  readonly annotated?: ReadonlySet<string>;
}

/** A document from sentences and wordings, so that no span need be counted by hand. */
export function related(sketch: Sketch): RelatedDocument {
  const { id = "PMID:1", sentences = [], mentionLevel = false, gold = [], found = [] } = sketch;
  const text = sentences.join(" ");
  let at = 0;
  const spans = sentences.map((sentence) => {
    const start = at;
    at += sentence.length + 1;
    return { start, end: start + sentence.length };
  });
  const entities = new Map<string, RelatedEntity>();
  for (const [name, type, wording] of sketch.entities ?? []) {
    const mentions = [...text.matchAll(new RegExp(wording, "gu"))].map(({ index }) => ({
      start: index,
      end: index + wording.length,
    }));
    entities.set(name, { id: name, ...(type && { type }), mentions });
  }
  const { annotated, pairs = found } = sketch;
  return {
    id,
    text,
    sentences: spans,
    entities,
    mentionLevel,
    gold,
    found,
    pairs,
    ...(annotated && { annotated }),
  };
}

export function fact(subject: string, object: string, label = "Association", novel?: boolean): RelationFact {
  return { subject, object, label, ...(novel === undefined ? {} : { novel }) };
}

export function answer(
  subject: string,
  object: string,
  label = "Association",
  novel = false,
  score = 0.8,
): FoundFact {
  return { subject, object, label, novel, score };
}
