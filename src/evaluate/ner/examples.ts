import { groupBy } from "../../domain/group-by.js";
import type { EntityType } from "../../domain/mention.js";
import type { Span } from "../../domain/span.js";
import type { ErrorKind, SpanError } from "./errors.js";
import type { ScoredSpan, TaggedDocument, TypedSpan } from "./spans.js";

/** One kind of disagreement about one wording, with how often it happened and where to see it. */
export interface ErrorExample {
  readonly kind: ErrorKind;
  readonly count: number;
  readonly gold?: { readonly type: EntityType; readonly text: string };
  readonly found?: { readonly type: EntityType; readonly text: string; readonly score: number };
  /** The first document where it happened, with the text around the spans. */
  readonly documentId: string;
  readonly context: string;
}

const contextCharacters = 40;

/** The wordings that cost most: by number of errors, then by how sure the program was. */
export function worstExamples(
  documents: readonly TaggedDocument[],
  errors: readonly SpanError[],
  most: number,
): readonly ErrorExample[] {
  const texts = new Map(documents.map((document) => [document.id, document.text]));
  const groups = groupBy(errors, ({ kind, documentId, gold, found }) => {
    const text = texts.get(documentId)!;
    return [kind, ...[gold, found].map((span) => (span ? wording(text, span) : ""))].join("\t");
  });
  return [...groups.values()]
    .map((group) => exampleOf(group, texts.get(group[0]!.documentId)!))
    .sort((a, b) => b.count - a.count || (b.found?.score ?? 0) - (a.found?.score ?? 0))
    .slice(0, most);
}

function wording(text: string, span: TypedSpan): string {
  return `${span.type} ${text.slice(span.start, span.end).toLowerCase()}`;
}

function exampleOf(group: readonly SpanError[], text: string): ErrorExample {
  const { kind, gold, found, documentId } = group[0]!;
  const scores = group.flatMap((error) => (error.found ? [error.found.score] : []));
  const score = scores.reduce((sum, value) => sum + value, 0) / Math.max(1, scores.length);
  return {
    kind,
    count: group.length,
    ...(gold ? { gold: { type: gold.type, text: text.slice(gold.start, gold.end) } } : {}),
    ...(found ? { found: { type: found.type, text: text.slice(found.start, found.end), score } } : {}),
    documentId,
    context: around(text, gold, found),
  };
}

function around(text: string, gold: TypedSpan | undefined, found: ScoredSpan | undefined): string {
  const spans: readonly Span[] = [gold, found].filter((span) => span !== undefined);
  const start = Math.min(...spans.map((span) => span.start)) - contextCharacters;
  const end = Math.max(...spans.map((span) => span.end)) + contextCharacters;
  const cut = text.slice(Math.max(0, start), end).replace(/\s+/gu, " ");
  return `${start > 0 ? "…" : ""}${cut}${end < text.length ? "…" : ""}`;
}
