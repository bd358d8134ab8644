import { LitweaveError } from "../../domain/errors.js";
import type { TaggedDocument, TypedSpan } from "./spans.js";

/** What another program found in a document, in the text it read. */
export interface Prediction {
  readonly id: string;
  readonly text: string;
  readonly found: readonly TypedSpan[];
}

type Laid = Pick<TaggedDocument, "id" | "text">;

const shown = 3;

/**
 * What another program found in each of `documents`, with spans in their texts. The texts must agree but for the kind of white space,
 * and for white space around them, by which their spans are moved.
 *
 * @param file where the predictions stand, for messages
 * @throws LitweaveError `BAD_INPUT` when the sets of documents differ, or the text of one
 */
export function layPredictions(
  documents: readonly Laid[],
  predictions: readonly Prediction[],
  file: string,
): readonly (readonly TypedSpan[])[] {
  const byId = new Map(predictions.map((prediction) => [prediction.id, prediction]));
  const known = new Set(documents.map(({ id }) => id));
  const without = documents.filter(({ id }) => !byId.has(id)).map(({ id }) => id);
  const extra = predictions.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (without.length + extra.length > 0) {
    const parts = [
      without.length > 0
        ? `${without.length} of the corpus' ${known.size} are not there${named(without)}`
        : "",
      extra.length > 0 ? `${extra.length} are not in the corpus${named(extra)}` : "",
    ];
    throw new LitweaveError(
      "BAD_INPUT",
      `${file} has other documents than the corpus: ${parts.filter((part) => part !== "").join("; ")}`,
      { hint: "predict exactly the documents of the corpus; those without a mention are listed too" },
    );
  }
  return documents.map((document) => {
    const prediction = byId.get(document.id)!;
    const shift = shiftOf(document, prediction, file);
    return prediction.found.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift }));
  });
}

function named(ids: readonly string[]): string {
  return ` (${ids.slice(0, shown).join(", ")}${ids.length > shown ? ", …" : ""})`;
}

/** What to add to the prediction's offsets for their places in the document. */
function shiftOf(document: Laid, prediction: Prediction, file: string): number {
  const plain = (text: string) => text.trim().replace(/\s/gu, " ");
  const [ours, theirs] = [plain(document.text), plain(prediction.text)];
  if (ours === theirs) return leadOf(document.text) - leadOf(prediction.text);
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at += 1;
  const around = (text: string) => `“${text.slice(Math.max(0, at - 20), at + 20)}”`;
  throw new LitweaveError(
    "BAD_INPUT",
    `the text of ${document.id} in ${file} is not the corpus': ${around(theirs)} stands for ${around(ours)}`,
    { hint: "predict on the text of the corpus as it is, so that offsets mean the same" },
  );
}

/** Length of the white space that a text begins with. */
function leadOf(text: string): number {
  return text.length - text.trimStart().length;
}
