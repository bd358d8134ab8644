import type { Span } from "../../domain/span.js";
import { type BootstrapOptions, type Interval, interval } from "../bootstrap.js";
import { type Counts, f1, type Scores, scoresOf, sumCounts } from "../counts.js";
import type { CueDocument, CueKind, GoldCue } from "./read-bioscope.js";

/** What is evaluated. */
export interface CueFinder {
  readonly find: (sentence: string) => readonly GoldCue[];
  /** The scope of a cue that is given. */
  readonly scope: (sentence: string, cue: Span, kind: CueKind) => Span;
}

export interface KindEvaluation {
  /** A cue is right when it covers the same words as a gold cue of its kind. */
  readonly cues: Scores & { readonly f1Interval: Interval };
  /** Words of cues. */
  readonly cueWords: Scores;
  /** Scopes of the gold cues: words, and the share (percent) of scopes that cover the same words. */
  readonly scopeWords: Scores & { readonly f1Interval: Interval };
  readonly scopesRight: number;
  /** Cue and scope both right, of the cues found. */
  readonly cuesWithScopes: Scores;
}

export interface CueError {
  readonly kind: "missed" | "spurious" | "scope";
  readonly of: CueKind;
  readonly documentId: string;
  readonly sentence: string;
  readonly cue: string;
  /** Of `scope`: what annotators and program have. */
  readonly scopes?: readonly [gold: string, found: string];
}

export interface CueEvaluation {
  readonly documents: number;
  readonly sentences: number;
  readonly negation: KindEvaluation;
  readonly speculation: KindEvaluation;
  readonly errors: readonly CueError[];
}

/**
 * Precision, recall and F1 of cues and of their scopes. Spans are compared by the words that begin in them, so that a blank
 * or a bracket at the edge does not matter; words are runs of letters and digits, and single other characters.
 */
export function evaluateCues(
  documents: readonly CueDocument[],
  finder: CueFinder,
  options: BootstrapOptions = {},
): CueEvaluation {
  const judged = documents.map((document) =>
    document.sentences.map(({ text, cues }) => judge(document.id, text, cues, finder)),
  );
  const kind = (of: CueKind): KindEvaluation => {
    const perDocument = (part: keyof KindCounts) =>
      judged.map((sentences) => sumCounts(sentences.map((sentence) => sentence.counts[of][part])));
    const [cues, scopes] = [perDocument("cues"), perDocument("scopeWords")];
    const right = sumCounts(perDocument("scopes"));
    return {
      cues: { ...scoresOf(sumCounts(cues)), f1Interval: interval(cues, f1, options) },
      cueWords: scoresOf(sumCounts(perDocument("cueWords"))),
      scopeWords: { ...scoresOf(sumCounts(scopes)), f1Interval: interval(scopes, f1, options) },
      scopesRight: scoresOf(right).recall,
      cuesWithScopes: scoresOf(sumCounts(perDocument("cuesWithScopes"))),
    };
  };
  return {
    documents: documents.length,
    sentences: judged.reduce((sum, { length }) => sum + length, 0),
    negation: kind("negation"),
    speculation: kind("speculation"),
    errors: judged.flat().flatMap(({ errors }) => errors),
  };
}

type KindCounts = Readonly<Record<"cues" | "cueWords" | "scopes" | "scopeWords" | "cuesWithScopes", Counts>>;

interface JudgedSentence {
  readonly counts: Readonly<Record<CueKind, KindCounts>>;
  readonly errors: readonly CueError[];
}

function judge(
  documentId: string,
  text: string,
  gold: readonly GoldCue[],
  { find, scope }: CueFinder,
): JudgedSentence {
  const starts = [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].map(({ index }) => index);
  const words = ({ start, end }: Span) => starts.filter((at) => at >= start && at < end);
  const found = find(text);
  const errors: CueError[] = [];
  const counts = (of: CueKind): KindCounts => {
    const keyed = (cues: readonly GoldCue[]) =>
      new Map(cues.filter(({ kind }) => kind === of).map((cue) => [words(cue).join(" "), cue]));
    const [goldCues, foundCues] = [keyed(gold), keyed(found)];
    const both = [...foundCues].filter(([key]) => goldCues.has(key));
    const error = (kind: CueError["kind"], cue: Span, scopes?: readonly [Span, Span]) =>
      errors.push({
        kind,
        of,
        documentId,
        sentence: text,
        cue: text.slice(cue.start, cue.end),
        ...(scopes && {
          scopes: scopes.map(({ start, end }) => text.slice(start, end)) as [string, string],
        }),
      });
    for (const [key, cue] of goldCues) if (!foundCues.has(key)) error("missed", cue);
    for (const [key, cue] of foundCues) if (!goldCues.has(key)) error("spurious", cue);
    const scopes = [...goldCues.values()].map((cue) => {
      const own = scope(text, cue, of);
      const sides = [words(cue.scope), words(own)] as const;
      if (sides[0].join() !== sides[1].join()) error("scope", cue, [cue.scope, own]);
      return sides;
    });
    return {
      cues: { right: both.length, found: foundCues.size, gold: goldCues.size },
      cueWords: shared([...goldCues.values()].flatMap(words), [...foundCues.values()].flatMap(words)),
      scopes: {
        right: scopes.filter(([a, b]) => a.join() === b.join()).length,
        found: scopes.length,
        gold: scopes.length,
      },
      scopeWords: sumCounts(scopes.map(([a, b]) => shared(a, b))),
      cuesWithScopes: {
        right: both.filter(([key, cue]) => words(cue.scope).join() === words(goldCues.get(key)!.scope).join())
          .length,
        found: foundCues.size,
        gold: goldCues.size,
      },
    };
  };
  return { counts: { negation: counts("negation"), speculation: counts("speculation") }, errors };
}

function shared(gold: readonly number[], found: readonly number[]): Counts {
  const all = new Set(gold);
  return { right: found.filter((at) => all.has(at)).length, found: found.length, gold: gold.length };
}
