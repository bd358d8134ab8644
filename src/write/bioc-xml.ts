import type { AnnotatedDocument } from "../domain/annotation.js";
import { type BiocDocument, biocDocument } from "./bioc-document.js";
import { xmlText } from "./xml-text.js";

/** What comes before the first document of a collection, between two and after the last. */
export const biocXmlCollection = {
  open: `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE collection SYSTEM "BioC.dtd">
<collection><source>litweave</source><date></date><key>litweave.key</key>
`,
  between: "\n",
  close: "\n</collection>\n",
} as const;

type BiocPassage = BiocDocument["passages"][number];

/** One document of a BioC XML collection, on one line; see {@link biocDocument}. */
export function toBiocXml(annotated: AnnotatedDocument): string {
  const { id, infons, passages, relations } = biocDocument(annotated);
  return [
    `<document><id>${xmlText(id)}</id>`,
    infonsOf(infons),
    ...passages.map(passageOf),
    ...relations.map(
      (relation) =>
        `<relation id="${relation.id}">${infonsOf(relation.infons)}${relation.nodes
          .map(({ refid, role }) => `<node refid="${refid}" role="${role}"/>`)
          .join("")}</relation>`,
    ),
    "</document>",
  ].join("");
}

function passageOf({ infons, offset, text, annotations }: BiocPassage): string {
  return [
    `<passage>${infonsOf(infons)}<offset>${offset}</offset><text>${xmlText(text)}</text>`,
    ...annotations.map(
      (annotation) =>
        `<annotation id="${annotation.id}">${infonsOf(annotation.infons)}${annotation.locations
          .map((location) => `<location offset="${location.offset}" length="${location.length}"/>`)
          .join("")}<text>${xmlText(annotation.text)}</text></annotation>`,
    ),
    "</passage>",
  ].join("");
}

function infonsOf(infons: Readonly<Record<string, string>>): string {
  return Object.entries(infons)
    .map(([key, value]) => `<infon key="${key}">${xmlText(value)}</infon>`)
    .join("");
}
