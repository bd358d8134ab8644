import { LitweaveError } from "../../domain/errors.js";
import type { Answers, FoundFact, RelationText, ScoredPair } from "./facts.js";

/** The label of a line that holds the score of a pair without relation. */
const noLabel = "None";

/**
 * Answers as JSON lines, one a relation, and one with the label “None” for each pair that was looked at and not related, so that
 * a ranking can be made of them:
 *
 *     {"document": "PMID:1", "subject": "D1", "object": "D2", "label": "CID", "score": 0.93, "any": 0.95, "novel": true}
 *
 * `score` is the label's probability, `any` that of any relation (the pair's greatest score, when left out).
 */
export function predictionLines(documents: readonly (Pick<RelationText, "id"> & Answers)[]): string {
  const lines = documents.flatMap(({ id: document, found, pairs }) => {
    const anyOf = new Map(pairs.map((pair) => [keyOf(pair), pair.score]));
    const related = new Set(found.map(keyOf));
    return [
      ...found.map((fact) => ({ document, ...fact, any: anyOf.get(keyOf(fact)) })),
      ...pairs
        .filter((pair) => !related.has(keyOf(pair)))
        .map((pair) => ({ document, ...pair, label: noLabel })),
    ];
  });
  return lines
    .map(
      ({ document, subject, object, label, score, ...rest }) =>
        `${JSON.stringify({ document, subject, object, label, score: rounded(score), ...roundedRest(rest) })}\n`,
    )
    .join("");
}

function rounded(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}

function roundedRest({ any, novel }: { readonly any?: number | undefined; readonly novel?: boolean }) {
  return { ...(any === undefined ? {} : { any: rounded(any) }), ...(novel === undefined ? {} : { novel }) };
}

function keyOf({ subject, object }: { readonly subject: string; readonly object: string }): string {
  return `${subject}\t${object}`;
}

interface Line {
  readonly document: string;
  readonly subject: string;
  readonly object: string;
  readonly label: string;
  readonly score: number;
  readonly any?: number;
  readonly novel?: boolean;
}

/**
 * What lines of predictions say of each document, in the documents' order; one without lines has no relation. Documents may be
 * named without their prefix (`123` for `PMID:123`).
 *
 * @param file where `text` was read, for messages
 * @param least score below which a relation is none
 * @throws LitweaveError `BAD_INPUT` naming the line that is no prediction, or of a document or entity that the corpus has not
 */
export function readPredictionLines(
  text: string,
  file: string,
  documents: readonly RelationText[],
  least = Number.NEGATIVE_INFINITY,
): readonly Answers[] {
  const places = new Map<string, number>();
  for (const [place, { id }] of documents.entries()) {
    places.set(id.replace(/^[^:]+:/u, ""), place);
    places.set(id, place);
  }
  const answers = documents.map(() => ({ found: [] as FoundFact[], pairs: new Map<string, ScoredPair>() }));
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const where = `${file}, line ${index + 1}`;
    const { document, subject, object, label, score, any = score, novel } = parseLine(line, where);
    const place = places.get(document);
    if (place === undefined) refuse(where, `the corpus has no document ${document}`);
    for (const id of [subject, object]) {
      if (!documents[place!]!.entities.has(id)) refuse(where, `${document} has no entity ${id}`);
    }
    const { found, pairs } = answers[place!]!;
    const key = keyOf({ subject, object });
    pairs.set(key, { subject, object, score: Math.max(any, pairs.get(key)?.score ?? any) });
    if (label !== noLabel && score >= least) {
      found.push({ subject, object, label, score, ...(novel === undefined ? {} : { novel }) });
    }
  }
  return answers.map(({ found, pairs }) => ({ found, pairs: [...pairs.values()] }));
}

function parseLine(line: string, where: string): Line {
  let value: Partial<Record<keyof Line, unknown>>;
  try {
    value = JSON.parse(line);
  } catch {
    return refuse(where, "it is not JSON");
  }
  for (const field of ["document", "subject", "object", "label"] as const) {
    if (typeof value?.[field] !== "string") refuse(where, `there is no text for ${field}`);
  }
  if (typeof value.score !== "number") refuse(where, "there is no number for score");
  return value as Line;
}

function refuse(where: string, reason: string): never {
  throw new LitweaveError("BAD_INPUT", `${where}: ${reason}`, {
    hint: 'each line reads {"document": …, "subject": …, "object": …, "label": …, "score": …}',
  });
}
