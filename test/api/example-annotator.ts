import type { Annotator } from "../../src/api/annotator.js";
import type { Concept } from "../../src/domain/concept.js";
import { documentText, layPassages } from "../../src/domain/document.js";
import type { RelationMention } from "../../src/domain/relation.js";
import { concepts } from "./example-concepts.js";
import { mentionsOf } from "./example-graph.js";

const known: readonly Concept[] = Object.values(concepts);

/** A chemical causes every disease of the same text: enough of a reader to serve relations from. */
function relationsOf(text: string): readonly RelationMention[] {
  const mentions = mentionsOf(text);
  const chemicals = mentions.filter((mention) => mention.type === "Chemical");
  const diseases = mentions.filter((mention) => mention.type === "Disease");
  return chemicals.flatMap((subject) =>
    diseases.map((object) => ({
      subject: subject.link.ids[0]!,
      predicate: "causes" as const,
      object: object.link.ids[0]!,
      label: "example:causes",
      score: 0.8,
      polarity: "affirmed" as const,
      certainty: "hedged" as const,
      novelty: 0.4,
      cues: [...text.matchAll(/\bmay\b/gu)].map(({ index }) => ({ start: index, end: index + 3 })),
      sentences: [
        {
          start: 0,
          end: text.length,
          text,
          section: "other",
          subjectSpans: [subject],
          objectSpans: [object],
        },
      ],
    })),
  );
}

/** Reads texts with the words of the example graph alone. The models have tests of their own. */
export const exampleAnnotator: Annotator = {
  async annotate({ text, title = "" }) {
    const passages = layPassages([
      ...(title === "" ? [] : [{ kind: "title" as const, role: "title" as const, text: title }]),
      { kind: "abstract" as const, role: "other" as const, text },
    ]);
    const whole = documentText({ passages });
    const mentions = mentionsOf(whole);
    const ids = new Set<string>(mentions.flatMap((mention) => mention.link.ids));
    return {
      document: {
        id: "text:example",
        version: 1,
        revisedAt: "",
        title,
        passages,
        publicationTypes: [],
        meshHeadings: [],
        retracted: false,
        retracts: [],
      },
      mentions,
      relations: relationsOf(whole),
      concepts: known.filter(({ id }) => ids.has(id)),
    };
  },
  async link(mention, category) {
    const candidates = known
      .filter((concept) => category === undefined || concept.category === category)
      .filter(({ name, synonyms }) => [name, ...synonyms].some((one) => one.toLowerCase().includes(mention)))
      .map(({ id, name, synonyms }, rank) => {
        const total = 1 - rank / 10;
        const matchedName = synonyms[0] ?? name;
        return { id, name, matchedName, score: { total, dense: total, sparse: total, exact: 0, context: 0 } };
      });
    const steps = [{ rule: "lowercase", text: mention }];
    const [best] = candidates;
    return best
      ? { ids: [best.id], score: best.score.total, steps, candidates }
      : { ids: [], nil: "no-candidate", score: 0, steps, candidates };
  },
};
