import {
  type Factuality,
  factualities,
  type GoldDocument,
  type GoldMention,
  type GoldRelation,
} from "../domain/gold.js";
import { bareDocument } from "./bare-document.js";
import { documentIdOf } from "./document-id.js";
import { RecordError } from "./failure.js";
import { runningText } from "./token-spacing.js";

/**
 * A document of DiMB-RE (Hong et al. 2024), in the layout of PURE: tokens by sentence; mentions and relations by
 * sentence, with the first and last token of each mention counted over the document.
 *
 *     {"doc_key": "PMC1", "sentences": [["Fibre", "helps", "."]], "ner": [[[0, 0, "Nutrient"]]],
 *      "relations": [[[0, 0, 4, 5, "IMPROVES", "Factual"]]]}
 *
 * The text is not given and is rebuilt ({@link runningText}). A mention's id is its first and last token, `7-11`.
 *
 * @throws RecordError when the object has another shape
 */
export function parsePure(record: Readonly<Record<string, unknown>>): GoldDocument {
  const sentences = listOf(record.sentences, "sentences").map((sentence) => wordsOf(sentence));
  const { text, tokens, sentences: spans } = runningText(sentences);
  const lines = text.split("\n");
  const parts = lines.map((line, index) =>
    index === 0
      ? ({ kind: "title", role: "title", text: line } as const)
      : ({ kind: "abstract", role: "other", text: line } as const),
  );
  const document = bareDocument(documentIdOf(record.doc_key), lines[0]!, parts);
  const spanOf = (first: unknown, last: unknown) => {
    const [from, to] = [tokens[first as number], tokens[last as number]];
    if (from === undefined || to === undefined || from.start > to.start) {
      throw new RecordError(`tokens ${first} to ${last} are not in the document`, { field: "ner" });
    }
    return { start: from.start, end: to.end };
  };
  const mentions = rowsOf(record.ner, "ner", 3).map(([first, last, type]): GoldMention => {
    const span = spanOf(first, last);
    return { ...span, type: String(type), text: text.slice(span.start, span.end), ids: [`${first}-${last}`] };
  });
  const known = new Set(mentions.flatMap(({ ids }) => ids));
  const relations = rowsOf(record.relations ?? [], "relations", 5).map((row): GoldRelation => {
    const [subject, object] = [`${row[0]}-${row[1]}`, `${row[2]}-${row[3]}`];
    for (const end of [subject, object]) {
      if (!known.has(end))
        throw new RecordError(`a relation names ${end}, which is no mention`, { field: "relations" });
    }
    return {
      type: String(row[4]),
      subject,
      object,
      ...(row.length > 5 && { factuality: factualityOf(row[5]) }),
    };
  });
  return { document, mentions, relations, mentionLevel: { sentences: spans } };
}

function factualityOf(value: unknown): Factuality {
  const known = factualities.find((one) => one === value);
  if (known !== undefined) return known;
  throw new RecordError(`“${value}” is none of ${factualities.join(", ")}`, { field: "relations" });
}

function listOf(value: unknown, field: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new RecordError(`${field} is no list`, { field });
}

function wordsOf(sentence: unknown): readonly string[] {
  return listOf(sentence, "sentences").map((word) => String(word));
}

/** Rows of all sentences, each a list of at least `least` values. */
function rowsOf(value: unknown, field: string, least: number): readonly (readonly unknown[])[] {
  return listOf(value, field).flatMap((rows) =>
    listOf(rows, field).map((row) => {
      const cells = listOf(row, field);
      if (cells.length >= least) return cells;
      throw new RecordError(`${JSON.stringify(row)} has ${cells.length} values; ${least} were wanted`, {
        field,
      });
    }),
  );
}
