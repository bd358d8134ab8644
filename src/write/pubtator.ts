import type { AnnotatedDocument } from "../domain/annotation.js";
import { offsetMap } from "../domain/code-points.js";
import { documentText } from "../domain/document.js";
import { bareConceptId, bareDocumentId, identifierOf, relationType } from "./file-terms.js";

/**
 * One document in PubTator format:
 *
 *     id|t|title
 *     id|a|abstract
 *     id  start  end  text  type  ids
 *     id  relation type  id1  id2
 *
 * and a blank line. Offsets are code points in title + one character + abstract. The format has one line for the abstract, so
 * the line feeds between sections, and any line break or tab of the text, are written as single spaces: nothing moves.
 */
export function toPubtator({ document, mentions, relations }: AnnotatedDocument): string {
  const id = bareDocumentId(document.id);
  const [first] = document.passages;
  const titled = first?.kind === "title";
  const text = documentText(document);
  const title = titled ? first.text : "";
  const abstract = titled ? text.slice(first.text.length + 1) : text;
  const offsets = offsetMap(text);
  // Without a title its separator still counts.
  const shift = titled ? 0 : 1;
  return [
    `${id}|t|${oneLine(title)}`,
    `${id}|a|${oneLine(abstract)}`,
    ...mentions.map((mention) =>
      [
        id,
        offsets.toCodePoints(mention.start) + shift,
        offsets.toCodePoints(mention.end) + shift,
        oneLine(mention.text),
        mention.type,
        identifierOf(mention),
      ].join("\t"),
    ),
    ...relations.map((relation) =>
      [id, relationType(relation), bareConceptId(relation.subject), bareConceptId(relation.object)].join(
        "\t",
      ),
    ),
    "\n",
  ].join("\n");
}

/** Of the same length: each line break or tab becomes a space. */
function oneLine(text: string): string {
  return text.replace(/[\n\r\t]/g, " ");
}
