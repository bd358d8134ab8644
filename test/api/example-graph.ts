import { type Document, layPassages } from "../../src/domain/document.js";
import type { Evidence } from "../../src/domain/evidence.js";
import type { GraphStore, UpsertChange } from "../../src/domain/graph-store.js";
import type { LinkedMention } from "../../src/domain/link.js";
import type { EntityType } from "../../src/domain/mention.js";
import type { Predicate } from "../../src/domain/predicate.js";
import type { Certainty, Polarity } from "../../src/domain/relation.js";
import type { Span } from "../../src/domain/span.js";
import { evidenceKey, tripleOf } from "../../src/domain/triple.js";
import { concepts, type Word } from "./example-concepts.js";

interface Claim {
  readonly says: readonly [Word, Predicate, Word];
  readonly polarity?: Polarity;
  readonly certainty?: Certainty;
  readonly score?: number;
  /** The word that made it negated or hedged. */
  readonly cue?: string;
}

/** A paper of two passages: its title, and one sentence that carries its claims. */
interface Paper {
  readonly pmid: string;
  readonly year?: number;
  readonly title: string;
  readonly sentence: string;
  readonly claims: readonly Claim[];
  readonly retracted?: boolean;
}

const papers: readonly Paper[] = [
  {
    pmid: "9001",
    year: 1998,
    title: "A long trial of glucose control",
    sentence: "In overweight adults, metformin lowered glucose and improved type 2 diabetes.",
    claims: [{ says: ["metformin", "treats", "type 2 diabetes"], score: 0.9 }],
  },
  {
    pmid: "9002",
    year: 2005,
    title: "Prevention of diabetes by tablet and by exercise",
    sentence: "Metformin, given early, delayed type 2 diabetes by three years.",
    claims: [{ says: ["metformin", "treats", "type 2 diabetes"], score: 0.8 }],
  },
  {
    pmid: "9003",
    year: 2012,
    title: "A small trial in lean adults",
    sentence: "Here metformin did not improve type 2 diabetes.",
    claims: [
      { says: ["metformin", "treats", "type 2 diabetes"], polarity: "negated", cue: "did not", score: 0.6 },
    ],
  },
  {
    pmid: "9004",
    year: 2009,
    title: "A rare harm",
    sentence: "These cases suggest that metformin may cause lactic acidosis.",
    claims: [
      { says: ["metformin", "causes", "lactic acidosis"], certainty: "hedged", cue: "may", score: 0.7 },
    ],
  },
  {
    pmid: "9005",
    year: 1989,
    title: "Tablets after a heart attack",
    sentence: "A daily dose of aspirin prevented a second myocardial infarction.",
    claims: [{ says: ["aspirin", "treats", "myocardial infarction"], score: 0.85 }],
  },
  {
    pmid: "9006",
    year: 2001,
    title: "Two blood thinners at once",
    sentence: "With warfarin, aspirin doubled the rate of bleeding.",
    claims: [
      { says: ["warfarin", "interacts_with", "aspirin"], score: 0.75 },
      { says: ["aspirin", "causes", "bleeding"], score: 0.65 },
      { says: ["warfarin", "causes", "bleeding"], score: 0.6 },
    ],
  },
  {
    pmid: "9007",
    title: "A gene of the beta cell",
    sentence: "Common variation in TCF7L2 went with type 2 diabetes.",
    claims: [{ says: ["TCF7L2", "associated_with", "type 2 diabetes"], score: 0.55 }],
  },
  {
    pmid: "9008",
    year: 2015,
    title: "A claim that did not last",
    sentence: "We report that aspirin cured type 2 diabetes.",
    claims: [{ says: ["aspirin", "treats", "type 2 diabetes"], score: 0.9 }],
    retracted: true,
  },
];

const typeOf = { Disease: "Disease", ChemicalEntity: "Chemical", Gene: "Gene" } as const satisfies Record<
  (typeof concepts)[Word]["category"],
  EntityType
>;

const words = Object.keys(concepts) as readonly Word[];

/** Where `word` stands in `text`, whatever its case; a word inside a longer one (“diabetes”) does not count. */
function spansOf(word: Word, text: string): readonly Span[] {
  const longer = words.filter((other) => other !== word && other.includes(word));
  const masked = longer.reduce((rest, other) => rest.replaceAll(other, "#".repeat(other.length)), text);
  return [...masked.matchAll(new RegExp(word, "giu"))].map(({ index }) => ({
    start: index,
    end: index + word.length,
  }));
}

/** The words of the example in a text, each linked to its concept. */
export function mentionsOf(text: string): readonly LinkedMention[] {
  const mentions = words.flatMap((word) =>
    spansOf(word, text).map((span): LinkedMention => {
      const { id, name, category } = concepts[word];
      const score = { total: 0.97, dense: 0.95, sparse: 0.9, exact: 1, context: 0 };
      return {
        ...span,
        type: typeOf[category],
        text: text.slice(span.start, span.end),
        score: 0.99,
        link: {
          ids: [id],
          score: score.total,
          steps: [],
          candidates: [{ id, name, matchedName: word, score }],
        },
      };
    }),
  );
  return mentions.sort((a, b) => a.start - b.start);
}

function documentOf(paper: Paper): Document {
  return {
    id: `PMID:${paper.pmid}`,
    version: 1,
    revisedAt: "",
    title: paper.title,
    passages: layPassages([
      { kind: "title", role: "title", text: paper.title },
      { kind: "abstract", role: "results", label: "RESULTS", text: paper.sentence },
    ]),
    ...(paper.year === undefined ? {} : { year: paper.year, publishedAt: `${paper.year}-03` }),
    journal: "Journal of Examples",
    publicationTypes: ["Journal Article"],
    meshHeadings: [{ id: "MESH:D006801", name: "Humans", majorTopic: false }],
    retracted: paper.retracted ?? false,
    retracts: [],
  };
}

function spanAt(start: number, text: string): Span {
  return { start, end: start + text.length };
}

function evidenceOf(paper: Paper, claim: Claim): Evidence {
  const [subject, predicate, object] = claim.says;
  const triple = tripleOf(concepts[subject].id, predicate, concepts[object].id);
  const asSaid = triple.subject === concepts[subject].id;
  const start = paper.title.length + 1;
  const { polarity = "affirmed", certainty = "asserted" } = claim;
  const cues = claim.cue === undefined ? [] : [spanAt(start + paper.sentence.indexOf(claim.cue), claim.cue)];
  const spans = (word: Word) =>
    spansOf(word, paper.sentence).map((span) => ({ start: start + span.start, end: start + span.end }));
  return {
    key: evidenceKey(triple.key, `PMID:${paper.pmid}`),
    triple,
    documentId: `PMID:${paper.pmid}`,
    ...(paper.year === undefined ? {} : { year: paper.year }),
    sentences: [
      {
        start,
        end: start + paper.sentence.length,
        text: paper.sentence,
        section: "RESULTS",
        role: "results",
        polarity,
        certainty,
        cues,
        subjectSpans: spans(asSaid ? subject : object),
        objectSpans: spans(asSaid ? object : subject),
      },
    ],
    polarity,
    certainty,
    cues,
    sectionWeight: 1,
    novelty: 0.5,
    score: claim.score ?? 0.5,
    label: `example:${predicate}`,
    extractor: "example@1",
    terminology: "example@1",
  };
}

function upsertOf(paper: Paper): UpsertChange {
  const document = documentOf(paper);
  const mentions = mentionsOf(`${paper.title}\n${paper.sentence}`);
  const mentioned = new Set(mentions.flatMap((mention) => mention.link.ids));
  return {
    kind: "upsert",
    document,
    revision: "000001",
    contentHash: paper.pmid,
    fingerprint: "example@1",
    extractor: "example 1",
    terminology: "example 1",
    mentions,
    concepts: Object.values(concepts).filter(({ id }) => mentioned.has(id)),
    evidence: paper.claims.map((claim) => evidenceOf(paper, claim)),
  };
}

/** Fills an empty store with eight small papers: one claim contradicted, one hedged, one paper retracted, one deleted. */
export async function writeExample(store: GraphStore): Promise<void> {
  await store.write([...papers.map(upsertOf), { kind: "delete", documentId: "PMID:9999" }]);
}
