import { changeOf } from "../src/assemble/change.js";
import type { Concept } from "../src/domain/concept.js";
import { type Document, type DocumentId, layPassages, type SectionRole } from "../src/domain/document.js";
import type { UpsertChange } from "../src/domain/graph-store.js";
import type { LinkedMention } from "../src/domain/link.js";
import type { EntityType } from "../src/domain/mention.js";
import { mayJoin, type Predicate } from "../src/domain/predicate.js";
import type { EvidenceSentence, RelationMention } from "../src/domain/relation.js";
import type { Span } from "../src/domain/span.js";
import { conceptAt, type NamedCategory, namedCategories, rankAt } from "./zipf-concepts.js";

export interface ZipfPaper {
  readonly number: number;
  /** A later version says the same in another place of the text, and one thing anew. */
  readonly version?: number;
  readonly retracted?: boolean;
  /** It also says of the first drug that it treats the first disease, as very many papers do. */
  readonly hub?: boolean;
  /** Only the first so many concepts of each category. */
  readonly within?: number;
}

const categories: readonly NamedCategory[] = ["Disease", "ChemicalEntity", "Gene"];
const typeOf: Readonly<Record<NamedCategory, EntityType>> = {
  ChemicalEntity: "Chemical",
  Disease: "Disease",
  Gene: "Gene",
};
const claimed: readonly Predicate[] = [
  "treats",
  "associated_with",
  "causes",
  "affects",
  "positively_correlated_with",
  "negatively_correlated_with",
];
const sections: readonly SectionRole[] = ["background", "methods", "results", "results", "conclusions"];

/**
 * A paper with 8 to 12 mentions and 2 to 4 claims, in sentences as long as those of abstracts and said by no other paper, its
 * mentions with runners-up, its change made by the real assembly. The same words give the same change.
 */
export function zipfPaper({
  number,
  version = 1,
  retracted = false,
  hub = false,
  within,
}: ZipfPaper): UpsertChange {
  const share = shares(number);
  const concepts = drawConcepts(share, hub, within);
  const pairs = drawPairs(share, concepts, hub, version);
  const text = new Text(number, version);
  for (const [subject, predicate, object] of pairs) text.claim(subject, predicate, object, share());
  for (const concept of concepts) if (!text.names(concept)) text.mention(concept);
  const year = 1990 + Math.floor(share() * 35);
  const document: Document = {
    id: paperId(number),
    version,
    revisedAt: "",
    title: text.title,
    passages: text.passages,
    publishedAt: `${year}-0${1 + Math.floor(share() * 9)}`,
    year,
    journal: `Journal of Measured Medicine ${Math.floor(share() * 500)}`,
    publicationTypes: ["Journal Article"],
    meshHeadings: [],
    retracted,
    retracts: [],
  };
  return changeOf(
    { document, mentions: text.mentions, relations: text.relations, concepts },
    { extractor: "synthetic 2", terminology: "synthetic 2", fingerprint: "synthetic 2" },
  );
}

export function paperId(number: number): DocumentId {
  return `PMID:${number + 1}`;
}

/** The key of the triple that hub papers share is found in any of them: subject and object are the first concepts. */
export const hubConcepts = {
  drug: conceptAt("ChemicalEntity", 0),
  disease: conceptAt("Disease", 0),
} as const;

function drawConcepts(share: () => number, hub: boolean, within?: number): readonly Concept[] {
  const wanted = 8 + Math.floor(share() * 5);
  const drawn = new Map<string, Concept>();
  if (hub) for (const concept of [hubConcepts.drug, hubConcepts.disease]) drawn.set(concept.id, concept);
  while (drawn.size < wanted) {
    const category = categories[drawn.size % categories.length]!;
    const concept = conceptAt(category, rankAt(share(), category, within));
    drawn.set(concept.id, concept);
  }
  return [...drawn.values()];
}

type Pair = readonly [subject: Concept, predicate: Predicate, object: Concept];

function drawPairs(
  share: () => number,
  concepts: readonly Concept[],
  hub: boolean,
  version: number,
): readonly Pair[] {
  const pairs: Pair[] = hub ? [[hubConcepts.drug, "treats", hubConcepts.disease]] : [];
  const wanted = 2 + Math.floor(share() * 3);
  const one = () => concepts[Math.floor(share() * concepts.length)]!;
  while (pairs.length < wanted) {
    // A later version makes another last claim.
    if (pairs.length === wanted - 1) for (let at = 1; at < version; at++) share();
    const [subject, predicate, object] = [one(), claimed[Math.floor(share() * claimed.length)]!, one()];
    if (subject === object || !mayJoin(predicate, subject.category, object.category)) continue;
    pairs.push([subject, predicate, object]);
  }
  return pairs;
}

/** A text as it grows, sentence by sentence, with what stands where. */
class Text {
  readonly mentions: LinkedMention[] = [];
  readonly relations: RelationMention[] = [];
  readonly title: string;
  readonly #number: number;
  readonly #sentences: { readonly text: string; readonly start: number; readonly role: SectionRole }[] = [];
  #length: number;

  constructor(number: number, version: number) {
    this.#number = number;
    this.title = `${version > 1 ? `Corrected (${version}): ` : ""}Outcomes in series ${number} of a registry, a cohort study`;
    this.#length = this.title.length + 1;
  }

  get passages() {
    const text = this.#sentences.map((sentence) => sentence.text).join(" ");
    return layPassages([
      { kind: "title", role: "title", text: this.title },
      { kind: "abstract", role: "results", text },
    ]);
  }

  names({ id }: Concept): boolean {
    return this.mentions.some(({ link }) => link.ids[0] === id);
  }

  mention(concept: Concept): void {
    const lead = `Series ${this.#number}.${this.#sentences.length} recorded what patients had been told about `;
    const start = this.#append(`${lead}${concept.name} before they agreed to take part in it.`);
    this.#name(concept, start + lead.length);
  }

  claim(subject: Concept, predicate: Predicate, object: Concept, share: number): void {
    const lead = `In ${Math.floor(share * 900)} patients of series ${this.#number}.${this.#sentences.length}, followed for ${1 + Math.floor(share * 60)} months, `;
    const middle = ` was found to be in a relation (${predicate.replaceAll("_", " ")}) to `;
    const sentence = `${lead}${subject.name}${middle}${object.name}, which no adjustment for age and sex took away (P < 0.05).`;
    const role = sections[this.#sentences.length % sections.length]!;
    const start = this.#append(sentence, role);
    const subjectSpan = this.#name(subject, start + lead.length);
    const objectSpan = this.#name(object, start + lead.length + subject.name.length + middle.length);
    const denies = share > 0.9;
    const cue = { start: start + lead.length, end: start + lead.length + 3 };
    const said = {
      polarity: denies ? "negated" : "affirmed",
      certainty: share < 0.15 ? "hedged" : "asserted",
      cues: denies || share < 0.15 ? [cue] : [],
    } as const;
    const stands: EvidenceSentence = {
      ...said,
      start,
      end: start + sentence.length,
      text: sentence,
      section: role,
      role,
      subjectSpans: [subjectSpan],
      objectSpans: [objectSpan],
    };
    this.relations.push({
      ...said,
      subject: subject.id,
      predicate,
      object: object.id,
      label: "biored:Association",
      score: 0.5 + share / 2,
      novelty: share,
      sentences: [stands],
    });
  }

  #append(text: string, role: SectionRole = "methods"): number {
    const start = this.#length;
    this.#sentences.push({ text, start, role });
    this.#length += text.length + 1;
    return start;
  }

  #name(concept: Concept, start: number): Span {
    const span = { start, end: start + concept.name.length };
    const category = namedCategories.find((name) => name === concept.category)!;
    const candidates = [0, 1, 2].map((place) => {
      const near = place === 0 ? concept : conceptAt(category, place + concept.name.length * 100);
      const likeness = 1 - place / 4;
      const score = {
        total: likeness,
        dense: likeness,
        sparse: likeness,
        exact: place === 0 ? 1 : 0,
        context: 0,
      };
      return { id: near.id, name: near.name, matchedName: near.name, score };
    });
    this.mentions.push({
      ...span,
      text: concept.name,
      type: typeOf[category],
      score: 0.99,
      link: { ids: [concept.id], score: 0.97, steps: [], candidates },
    });
    return span;
  }
}

/** Endless shares of 0 to 1 for one paper: SplitMix32 (Steele, Lea and Flood 2014), seeded with its number. */
function shares(number: number): () => number {
  let state = Math.imul(number + 1, 0x9e37_79b9);
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0_aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}
