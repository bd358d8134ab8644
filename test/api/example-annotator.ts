import type { Annotator } from "../../src/api/annotator.js";
import type { Concept } from "../../src/domain/concept.js";
import { documentText, layPassages } from "../../src/domain/document.js";
import type { Link } from "../../src/domain/link.js";
import type { LinkRequest } from "../../src/domain/link-request.js";
import type { RelationMention } from "../../src/domain/relation.js";
import { findAbbreviations, longForms } from "../../src/link/abbreviations.js";
import { concepts } from "./example-concepts.js";
import { mentionsOf } from "./example-graph.js";

const known: readonly Concept[] = Object.values(concepts);

/** A chemical causes every disease of the same text: enough of a reader to serve relations from. */
function relationsOf(text: string): readonly RelationMention[] {
  const mentions = mentionsOf(text);
  const chemicals = mentions.filter((mention) => mention.type === "Chemical");
  const diseases = mentions.filter((mention) => mention.type === "Disease");
  const asserted = {
    polarity: "affirmed" as const,
    certainty: "hedged" as const,
    cues: [...text.matchAll(/\bmay\b/gu)].map(({ index }) => ({ start: index, end: index + 3 })),
  };
  return chemicals.flatMap((subject) =>
    diseases.map((object) => ({
      subject: subject.link.ids[0]!,
      predicate: "causes" as const,
      object: object.link.ids[0]!,
      label: "example:causes",
      score: 0.8,
      ...asserted,
      novelty: 0.4,
      sentences: [
        {
          start: 0,
          end: text.length,
          text,
          section: "other",
          role: "other",
          ...asserted,
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
  links: async (requests, topK) => requests.map((request) => linkOf(request, topK)),
  async similar(concept, first, category = concept.category) {
    const words = wordsOf(concept.name);
    return known
      .filter((other) => other.id !== concept.id && other.category === category)
      .map((other) => {
        const shared = wordsOf(other.name).filter((word) => words.includes(word)).length;
        const score = shared / Math.max(words.length, wordsOf(other.name).length);
        return { concept: other, score, name: concept.name, matchedName: other.name };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, first);
  },
  async embed(names) {
    const vectors = names.map((name) => {
      const vowels = name.replace(/[^aeiou]/giu, "").length;
      const others = name.length - vowels;
      const length = Math.hypot(vowels, others);
      return Float32Array.of(vowels / length, others / length);
    });
    return { model: "example-names", version: "1", dim: 2, maxTokens: 25, vectors };
  },
  async suggestHeadings({ text, title = "", first, categories }) {
    const whole = title === "" ? text : `${title}\n${text}`;
    const mentions = mentionsOf(whole);
    return known
      .filter(({ category }) => !categories || categories.includes(category))
      .map((concept) => {
        const own = mentions.filter(({ link }) => link.ids.includes(concept.id));
        const inTitle = own.some(({ end }) => end <= title.length);
        const weight = own.length + (inTitle ? 1 : 0);
        return {
          heading: concept.id,
          concept,
          score: weight / (1 + weight),
          mentions: own.map(({ start, end, text }) => ({ start, end, text, conceptId: concept.id })),
          inTitle,
          reasons: [{ name: "mentions", value: own.length, weight }],
        };
      })
      .filter(({ mentions }) => mentions.length > 0)
      .sort((a, b) => b.score - a.score || (a.heading < b.heading ? -1 : 1))
      .slice(0, first);
  },
};

const wordsOf = (name: string): readonly string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Concepts one of whose names holds the mention, its abbreviation written out as the context has it. */
function linkOf({ mention, category, context = "" }: LinkRequest, topK: number): Link {
  const long = longForms(findAbbreviations(context)).get(mention);
  const text = (long ?? mention).toLowerCase();
  const candidates = known
    .filter((concept) => category === undefined || concept.category === category)
    .filter(({ name, synonyms }) => [name, ...synonyms].some((one) => one.toLowerCase().includes(text)))
    .map(({ id, name, synonyms }, rank) => {
      const total = 1 - rank / 10;
      const matchedName = synonyms[0] ?? name;
      return { id, name, matchedName, score: { total, dense: total, sparse: total, exact: 0, context: 0 } };
    });
  const steps = [
    ...(long === undefined ? [] : [{ rule: "abbreviation", text: long }]),
    { rule: "lowercase", text },
  ];
  const [best] = candidates;
  return best
    ? { ids: [best.id], score: best.score.total, steps, candidates: candidates.slice(0, topK) }
    : { ids: [], nil: "no-candidate", score: 0, steps, candidates: [] };
}
