import type { EntityType } from "../../domain/mention.js";
import type { Span } from "../../domain/span.js";

export interface TypedSpan extends Span {
  readonly type: EntityType;
}

export interface ScoredSpan extends TypedSpan {
  readonly score: number;
}

/** What a corpus says of a document beside what the program found in it, in types of ours. */
export interface TaggedDocument {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly TypedSpan[];
  readonly found: readonly ScoredSpan[];
}

/** A document with what another program found in it. */
export interface ComparedDocument extends TaggedDocument {
  readonly other: readonly TypedSpan[];
}

export function spanKey(span: TypedSpan): string {
  return `${span.type}:${span.start}:${span.end}`;
}

/** Spans of the wanted types, each type and range once: corpora repeat a span that has several ids. */
export function distinctSpans<S extends TypedSpan>(
  spans: readonly S[],
  types: ReadonlySet<EntityType>,
): readonly S[] {
  const byKey = new Map<string, S>();
  for (const span of spans)
    if (types.has(span.type) && !byKey.has(spanKey(span))) byKey.set(spanKey(span), span);
  return [...byKey.values()];
}

/** Shared code units of two spans. */
export function overlapLength(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}
