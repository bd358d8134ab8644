import fc from "fast-check";
import { changeOf } from "../../src/assemble/change.js";
import { type Concept, categories } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import { layPassages } from "../../src/domain/document.js";
import type { UpsertChange } from "../../src/domain/graph-store.js";
import { concepts } from "./world.js";

/** Text as it may turn up, with everything that a format of rows and lists could stumble over. */
export const awkwardText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        '""',
        ",",
        ";",
        "|",
        "\\",
        '\\"',
        "'",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        " ",
        "#",
        "null",
      ),
      fc.constantFrom("\ufeff", "\u2028", "\u001e", "\u0085", "\uffff", "\u{1f600}", "e\u0301", "שלום", "𝛽"),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

/** The one character that lists of an import cannot hold. */
const item = awkwardText.map((text) => text.replaceAll("\u001f", ""));
const list = fc.array(item, { maxLength: 3 }).filter((items) => items.length !== 1 || items[0] !== "");

export interface AwkwardTexts {
  readonly name: string;
  readonly title: string;
  readonly journal: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly xrefs: readonly string[];
  readonly category: Concept["category"];
  readonly provisional: boolean;
  readonly taxon: boolean;
  readonly score: number;
}

export const awkwardTexts: fc.Arbitrary<AwkwardTexts> = fc.record({
  name: item.map((text) => `x${text}`),
  title: awkwardText,
  journal: awkwardText,
  label: awkwardText,
  synonyms: list,
  xrefs: list,
  category: fc.constantFrom(...categories.filter((category) => category !== "CellLine")),
  provisional: fc.boolean(),
  taxon: fc.boolean(),
  score: fc.oneof(fc.constantFrom(0, 1, 1e-7), fc.double({ min: 0, max: 1, noNaN: true })),
});

/** A paper that names a concept of its own and relates it to one that it does not name. */
export function awkwardPaper(texts: AwkwardTexts, number: number): UpsertChange {
  const { name, title, journal, label, category, provisional, taxon, score } = texts;
  const concept: Concept = {
    id: `MESH:X${number}`,
    name,
    category,
    synonyms: texts.synonyms,
    xrefs: texts.xrefs as readonly Curie[],
    parents: number % 2 === 0 ? [] : ["MESH:D000001"],
    ...(taxon && { taxon: "NCBITaxon:9606" as const }),
    ...(provisional && { provisional }),
  };
  const text = `${name} ${title}`;
  const span = { start: 0, end: name.length };
  const said = { polarity: "affirmed", certainty: "asserted", cues: [] } as const;
  return changeOf(
    {
      document: {
        id: `PMID:9000${number}`,
        version: 1,
        revisedAt: "",
        title,
        passages: layPassages([{ kind: "abstract", role: "results", text }]),
        journal,
        ...(number % 3 === 0 && { year: 1990 + number, publishedAt: `${1990 + number}-01` }),
        publicationTypes: [],
        meshHeadings: [],
        retracted: number % 7 === 0,
        retracts: [],
      },
      mentions: [
        {
          ...span,
          text: name,
          type: "Disease",
          score,
          link: { ids: [concept.id], score, steps: [], candidates: [] },
        },
      ],
      relations: [
        {
          ...said,
          subject: concepts.tp53.id,
          predicate: "associated_with",
          object: concept.id,
          label,
          score,
          novelty: 1,
          sentences: [
            {
              ...said,
              ...span,
              text,
              role: "results",
              section: "results",
              subjectSpans: [],
              objectSpans: [span],
            },
          ],
        },
      ],
      concepts: [concept, concepts.tp53],
    },
    { extractor: "joint 1", terminology: "mesh 1", fingerprint: "joint 1, mesh 1" },
  );
}
