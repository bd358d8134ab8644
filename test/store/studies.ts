import { changeOf } from "../../src/assemble/change.js";
import type { Category, Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import { type Document, type DocumentId, documentText, layPassages } from "../../src/domain/document.js";
import type { UpsertChange } from "../../src/domain/graph-store.js";
import type { EntityType } from "../../src/domain/mention.js";
import type { Predicate } from "../../src/domain/predicate.js";
import type { Certainty, Polarity } from "../../src/domain/relation.js";

/** Concepts under the names that the samples and the saved queries know. */
const cast = {
  metformin: concept("MESH:D008687", "Metformin", "ChemicalEntity"),
  pioglitazone: concept("MESH:D000077205", "Pioglitazone", "ChemicalEntity"),
  trastuzumab: concept("MESH:D000068878", "Trastuzumab", "ChemicalEntity"),
  doxorubicin: concept("MESH:D004317", "Doxorubicin", "ChemicalEntity"),
  gefitinib: concept("MESH:D000077156", "Gefitinib", "ChemicalEntity"),
  osimertinib: concept("MESH:C000596361", "osimertinib", "ChemicalEntity"),
  budesonide: concept("MESH:D019819", "Budesonide", "ChemicalEntity"),
  glucose: concept("MESH:D005947", "Glucose", "ChemicalEntity"),
  diabetes: concept("MESH:D003924", "Diabetes Mellitus, Type 2", "Disease"),
  lacticAcidosis: concept("MESH:D000140", "Acidosis, Lactic", "Disease"),
  heartFailure: concept("MESH:D006333", "Heart Failure", "Disease"),
  heartDiseases: concept("MESH:D006331", "Heart Diseases", "Disease"),
  breastCancer: concept("MESH:D001943", "Breast Neoplasms", "Disease"),
  ovarianCancer: concept("MESH:D010051", "Ovarian Neoplasms", "Disease"),
  lungCancer: concept("MESH:D008175", "Lung Neoplasms", "Disease"),
  agranulocytosis: concept("MESH:D000380", "Agranulocytosis", "Disease"),
  asthma: concept("MESH:D001249", "Asthma", "Disease"),
  tiredness: concept("litweave.provisional:Disease-7f3a", "post travel tiredness", "Disease"),
  brca1: concept("NCBIGene:672", "BRCA1", "Gene"),
  egfr: concept("NCBIGene:1956", "EGFR", "Gene"),
} as const;
export type CastName = keyof typeof cast;

function concept(id: Curie, name: string, category: Category): Concept {
  const provisional = id.startsWith("litweave.provisional:") ? ({ provisional: true } as const) : {};
  return { id, name, category, synonyms: [], xrefs: [], parents: [], ...provisional };
}

const typeOf: Partial<Readonly<Record<Category, EntityType>>> = {
  Disease: "Disease",
  ChemicalEntity: "Chemical",
  Gene: "Gene",
};

/** One sentence and the one claim it makes; it holds both concepts by their names. */
export interface Said {
  readonly subject: CastName;
  readonly predicate: Predicate;
  readonly object: CastName;
  readonly sentence: string;
  readonly score?: number;
  readonly polarity?: Polarity;
  readonly certainty?: Certainty;
}

export interface Study extends Partial<Document> {
  readonly id: DocumentId;
  readonly title: string;
  readonly publishedAt: string;
  readonly says?: readonly Said[];
  /** Named in the abstract beside what is claimed. */
  readonly alsoNames?: readonly CastName[];
}

/** The change that a study makes, by way of the real assembly: an abstract of its sentences, all of them results. */
export function study({ says = [], alsoNames = [], ...given }: Study): UpsertChange {
  const more =
    alsoNames.length > 0 ? [`Named too: ${alsoNames.map((name) => cast[name].name).join("; ")}.`] : [];
  const sentences = [...says.map(({ sentence }) => sentence), ...more];
  const passages = layPassages([
    { kind: "title", role: "title", text: given.title },
    ...(sentences.length > 0
      ? [{ kind: "abstract", role: "results", text: sentences.join(" ") } as const]
      : []),
  ]);
  const document: Document = {
    version: 1,
    revisedAt: "",
    year: Number(given.publishedAt.slice(0, 4)),
    publicationTypes: [],
    meshHeadings: [],
    retracted: false,
    retracts: [],
    ...given,
    passages,
  };
  const text = documentText(document);
  const names = [...new Set([...says.flatMap(({ subject, object }) => [subject, object]), ...alsoNames])];
  const relations = says.map(
    ({ sentence, score = 0.9, polarity = "affirmed", certainty = "asserted", ...said }) => {
      const start = text.indexOf(sentence);
      const spans = (name: CastName) => [spanIn(text, cast[name].name, start)];
      const cues = polarity === "affirmed" && certainty === "asserted" ? [] : [{ start, end: start + 3 }];
      return {
        subject: cast[said.subject].id,
        predicate: said.predicate,
        object: cast[said.object].id,
        label: "biored:Association",
        score,
        polarity,
        certainty,
        novelty: 0.5,
        cues,
        sentences: [
          {
            start,
            end: start + sentence.length,
            text: sentence,
            role: "results" as const,
            section: "results",
            polarity,
            certainty,
            cues,
            subjectSpans: spans(said.subject),
            objectSpans: spans(said.object),
          },
        ],
      };
    },
  );
  const mentions = names.map((name) => mentionOf(cast[name], text));
  return changeOf(
    { document, mentions, relations, concepts: names.map((name) => cast[name]) },
    { extractor: "joint 1", terminology: "mesh 1", fingerprint: "joint 1, mesh 1" },
  );
}

function mentionOf({ id, name, category }: Concept, text: string) {
  const score = { total: 1, dense: 1, sparse: 1, exact: 1, context: 0 };
  const link = { ids: [id], score: 1, steps: [], candidates: [{ id, name, matchedName: name, score }] };
  return { ...spanIn(text, name, 0), text: name, type: typeOf[category] ?? "Disease", score: 0.99, link };
}

function spanIn(text: string, name: string, from: number) {
  const start = text.indexOf(name, from);
  if (start < 0) throw new Error(`“${name}” is not in “${text.slice(from)}”`);
  return { start, end: start + name.length };
}
