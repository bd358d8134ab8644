import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EvidenceSentence } from "../../src/domain/relation.js";
import { toReadableText } from "../../src/write/readable-text.js";
import { annotatedDocuments, document, mention, relation } from "./annotated-sample.js";

const of = document("Colchicine and\u2028gout.", ["Gout fell."]);
const colchicine = mention(of, 0, 10, "Chemical", ["MESH:D003078"]);
const gout = mention(of, 15, 19, "Disease", []);
const concepts = [
  {
    id: "MESH:D003078",
    name: "Colchicine",
    category: "ChemicalEntity",
    synonyms: [],
    xrefs: [],
    parents: [],
  },
] as const;

/** Words of the title with weights. */
const weighed = (...weights: readonly number[]) =>
  ["Colchicine", "and", "gout", "."].map((text, i) => {
    const start = i === 3 ? 19 : [0, 11, 15][i]!;
    return { start, end: start + text.length, text, weight: weights[i]! };
  });

describe("the readable text", () => {
  it("names concepts where it knows them, and the reason where there is none", () => {
    expect(
      toReadableText({
        document: of,
        mentions: [colchicine, gout],
        relations: [relation("MESH:D003078", "MESH:D006073")],
        concepts,
      }),
    ).toBe(
      `PMID:10  Colchicine and gout.
  Chemical Colchicine [0–10] 0.87 → Colchicine (MESH:D003078)
  Disease  gout [15–19] 0.87 → no concept (no-candidate)
  Colchicine (MESH:D003078) treats MESH:D006073 0.80, affirmed, hedged

`,
    );
  });

  it("shows the sentences that carry a relation, with its mentions and what denies it", () => {
    const text = "Colchicine did not\nhelp in gout.";
    const at = (word: string) => {
      const start = 100 + text.indexOf(word);
      return { start, end: start + word.length };
    };
    const sentence: EvidenceSentence = {
      start: 100,
      end: 100 + text.length,
      text,
      section: "MAIN RESULTS",
      role: "results",
      subjectSpans: [at("Colchicine")],
      objectSpans: [at("gout")],
      polarity: "negated",
      certainty: "asserted",
      cues: [at("did not"), at("not")],
    };
    const shown = toReadableText({
      document: of,
      mentions: [],
      relations: [
        {
          ...relation("MESH:D003078", "MESH:D006073"),
          sentences: [sentence, { ...sentence, objectSpans: [], cues: [] }],
        },
      ],
      concepts,
    });
    expect(shown.split("\n").slice(2, 4)).toEqual([
      "           MAIN RESULTS: “[Colchicine] {did not} help in [gout].”",
      "           MAIN RESULTS: “[Colchicine] did not help in gout.”",
    ]);
  });

  it("lists the weightiest words for and against, and where the extractor looked", () => {
    const text = toReadableText({
      document: of,
      mentions: [
        { ...colchicine, explanation: { score: 0.9, words: weighed(7.31, -0.4, 1.25, 0.01) } },
        { ...gout, explanation: { score: 0.9, words: weighed(0, 0.02, 8, 0) } },
      ],
      relations: [
        {
          ...relation("MESH:D003078", "MESH:D006073"),
          explanation: { share: 1, words: weighed(0.5, 0.1, 0.3, 0.1) },
        },
      ],
      concepts,
    });
    expect(text.split("\n").filter((line) => line.startsWith(" ".repeat(11)))).toEqual([
      "           for it: Colchicine +7.3, gout +1.3",
      "           against it: and −0.4",
      "           for it: gout +8.0",
      "           read from: Colchicine 50 %, gout 30 %, and 10 %, . 10 %",
    ]);
  });

  it("gives every mention and relation one line, whatever the text", () => {
    fc.assert(
      fc.property(annotatedDocuments, (annotated) => {
        const lines = toReadableText(annotated).split("\n");
        expect(lines).toHaveLength(1 + annotated.mentions.length + annotated.relations.length + 2);
      }),
    );
  });
});
