/** Documents made up for the benches: sentences of our own that name as many concepts as are asked for. */
import type { Curie } from "../src/domain/curie.js";
import { type Document, documentText, layPassages } from "../src/domain/document.js";
import type { LinkedMention } from "../src/domain/link.js";
import type { EntityType } from "../src/domain/mention.js";

interface CrowdedDocument {
  readonly document: Document;
  /** Each concept is mentioned twice, far apart. */
  readonly mentions: readonly LinkedMention[];
}

/** Of ten concepts so many are of the type: about what abstracts that state relations have. */
const types: readonly EntityType[] = [
  "Chemical",
  "Gene",
  "Disease",
  "Gene",
  "Chemical",
  "Variant",
  "Gene",
  "Disease",
  "Chemical",
  "Species",
];
const stems: Readonly<Record<EntityType, string>> = {
  Chemical: "compound",
  Gene: "kinase",
  Disease: "syndrome",
  Variant: "variant",
  Species: "organism",
  CellLine: "line",
};
const sentences = [
  "Treatment with # changed the expression of # and lowered the risk of # in two cohorts.",
  "Carriers of # responded to # no better than those with #, whatever the dose.",
  "We found that # binds # and that # is released within one hour.",
  "Neither # nor # was associated with # after adjustment for age and sex.",
];

/** One passage in which `concepts` concepts of mixed types are mentioned twice each, three in a sentence. */
export function crowdedDocument(concepts: number): CrowdedDocument {
  const order = [...Array(concepts).keys()];
  const mentioned = [...order, ...order.map((index) => (index * 7 + 3) % concepts)];
  while (mentioned.length % 3 !== 0) mentioned.push(0);
  const places: { readonly start: number; readonly concept: number }[] = [];
  let text = "";
  for (let at = 0; at < mentioned.length; at += 3) {
    const parts = sentences[(at / 3) % sentences.length]!.split("#");
    text += text === "" ? "" : " ";
    for (const [slot, part] of parts.entries()) {
      text += part;
      if (slot + 1 < parts.length) {
        const concept = mentioned[at + slot]!;
        places.push({ start: text.length, concept });
        text += nameOf(concept);
      }
    }
  }
  const document: Document = {
    id: `crowded:${concepts}`,
    version: 1,
    revisedAt: "",
    title: "",
    passages: layPassages([{ kind: "abstract", role: "other", text }]),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
  };
  const lead = documentText(document).indexOf(text);
  const mentions = places.map(({ start, concept }): LinkedMention => {
    const name = nameOf(concept);
    const id: Curie = `crowded:${concept}`;
    const link = { ids: [id], score: 1, steps: [], candidates: [] };
    const from = start + lead;
    return { type: typeOf(concept), start: from, end: from + name.length, text: name, score: 1, link };
  });
  return { document, mentions };
}

function typeOf(concept: number): EntityType {
  return types[concept % types.length]!;
}

function nameOf(concept: number): string {
  return `${stems[typeOf(concept)]} ${String.fromCharCode(65 + (concept % 26))}${concept}`;
}
