import type { EntityType } from "../../domain/mention.js";
import { pairSpans } from "./pairing.js";
import { distinctSpans, type ScoredSpan, spanKey, type TaggedDocument, type TypedSpan } from "./spans.js";

export type ErrorKind = "boundary" | "type" | "missed" | "spurious";

/**
 * One disagreement. `boundary`: overlapping spans of one type; `type`: overlapping spans of different types;
 * `missed`: a gold span left without a partner, `spurious`: a found one. A partner serves one span only, so of two gold spans
 * under one found span the second is missed.
 */
export interface SpanError {
  readonly kind: ErrorKind;
  readonly documentId: string;
  readonly gold?: TypedSpan;
  readonly found?: ScoredSpan;
}

/**
 * The disagreements of one document on `types`. A `boundary` or `type` error joins the gold and the found span, so it is
 * one error though it costs both precision and recall. Spans of other types take part only as partners in a `type` error.
 */
export function errorsOf(document: TaggedDocument, types: ReadonlySet<EntityType>): readonly SpanError[] {
  const all = new Set<EntityType>([...document.gold, ...document.found].map((span) => span.type));
  const goldKeys = new Set(document.gold.map(spanKey));
  const foundKeys = new Set(document.found.map(spanKey));
  const gold = distinctSpans(document.gold, all).filter((span) => !foundKeys.has(spanKey(span)));
  const found = distinctSpans(document.found, all).filter((span) => !goldKeys.has(spanKey(span)));

  const boundary = pairSpans(gold, found, (a, b) => a.type === b.type && types.has(a.type));
  const type = pairSpans(
    boundary.goldLeft,
    boundary.foundLeft,
    (a, b) => a.type !== b.type && (types.has(a.type) || types.has(b.type)),
  );
  const error = (kind: ErrorKind, spans: { gold?: TypedSpan; found?: ScoredSpan }): SpanError => ({
    kind,
    documentId: document.id,
    ...spans,
  });
  return [
    ...boundary.pairs.map((pair) => error("boundary", pair)),
    ...type.pairs.map((pair) => error("type", pair)),
    ...type.goldLeft.filter((span) => types.has(span.type)).map((span) => error("missed", { gold: span })),
    ...type.foundLeft
      .filter((span) => types.has(span.type))
      .map((span) => error("spurious", { found: span })),
  ];
}

export type ErrorCounts = Readonly<Record<ErrorKind, number>>;

export function countErrors(errors: readonly SpanError[]): ErrorCounts {
  const counts = { boundary: 0, type: 0, missed: 0, spurious: 0 };
  for (const { kind } of errors) counts[kind] += 1;
  return counts;
}

/**
 * The type whose row an error stands in: that of its gold span where it is one of `types`, else that of its found span. So
 * each error stands in one row, and rows add up to the whole.
 */
export function typeOfError({ gold, found }: SpanError, types: ReadonlySet<EntityType>): EntityType {
  return gold && (types.has(gold.type) || !found) ? gold.type : found!.type;
}
