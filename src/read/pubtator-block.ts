import { documentText, type Origin } from "../domain/document.js";
import type { GoldDocument, GoldMention, GoldRelation } from "../domain/gold.js";
import { bareDocument } from "./bare-document.js";
import { documentIdOf } from "./document-id.js";
import { RecordError } from "./failure.js";
import { alignedMention, type RawMention } from "./gold-mention.js";
import type { GoldSource } from "./gold-source.js";

/**
 * One document in PubTator format: `id|t|title`, `id|a|abstract`, then lines of tab-separated fields:
 *
 *     id  start  end  text  type  ids  [parts of a composite mention]
 *     id  relation type  id1  id2  [Novel | No]
 *
 * Offsets are code points in title + one separator + abstract, which is what our passages joined by a line feed are.
 * An empty title stays as an empty passage, so that the separator keeps its place.
 *
 * @throws RecordError when there is no title line, or no text
 */
export function parsePubtator(lines: readonly string[], origin: Origin): GoldSource {
  const texts: Record<string, string> = {};
  const rows: (readonly string[])[] = [];
  let id: string | undefined;
  for (const line of lines) {
    const head = /^([^\s|]+)\|([ta])\|(.*)$/s.exec(line);
    if (head === null) rows.push(line.split("\t"));
    else {
      id ??= head[1];
      texts[head[2] ?? ""] = head[3] ?? "";
    }
  }
  const { t: title, a: abstract = "" } = texts;
  if (title === undefined) throw new RecordError("there is no title line (id|t|title)", { field: "title" });
  const document = bareDocument(documentIdOf(id), title, [
    { kind: "title", role: "title", text: title },
    ...(abstract === "" ? [] : [{ kind: "abstract", role: "other", text: abstract } as const]),
  ]);
  return { kind: "gold", origin, document, gold: () => goldOf(document, rows) };
}

function goldOf(document: GoldDocument["document"], rows: readonly (readonly string[])[]): GoldDocument {
  const align = alignedMention(documentText(document));
  const mentions: GoldMention[] = [];
  const relations: GoldRelation[] = [];
  for (const row of rows) {
    if (isNumber(row[1]) && isNumber(row[2]) && row.length >= 5) mentions.push(align(mentionOf(row)));
    else if (row.length >= 4) relations.push(relationOf(row));
    else
      throw new RecordError(`a line is neither mention nor relation: “${row.join("⇥")}”`, {
        field: "annotation",
      });
  }
  return { document, mentions, relations };
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}

function mentionOf([, start, end, text = "", type = "", ids = ""]: readonly string[]): RawMention {
  return { start: Number(start), end: Number(end), text, type, ids };
}

function relationOf([, type = "", subject = "", object = "", novelty]: readonly string[]): GoldRelation {
  return { type, subject, object, ...(novelty !== undefined && { novel: novelty.trim() === "Novel" }) };
}
