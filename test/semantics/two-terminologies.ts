import fc from "fast-check";
import { changeOf } from "../../src/assemble/change.js";
import type { Concept } from "../../src/domain/concept.js";
import type { Curie } from "../../src/domain/curie.js";
import { type Document, type DocumentId, documentText, layPassages } from "../../src/domain/document.js";
import type { UpsertChange } from "../../src/domain/graph-store.js";
import type { LinkedMention } from "../../src/domain/link.js";
import type { Predicate } from "../../src/domain/predicate.js";

/** What papers may name, and what it may be linked to, by type. */
const words = {
  "alpha fever": "Disease",
  "beta fever": "Disease",
  "gamma pain": "Disease",
  deltamycin: "Chemical",
  epsilin: "Chemical",
} as const;
type Word = keyof typeof words;
const allWords = Object.keys(words) as readonly Word[];
const diseases = ["MONDO:1", "MONDO:2", "MONDO:3"] as const;
const chemicals = ["CHEBI:1", "CHEBI:2"] as const;
export const conceptIds: readonly Curie[] = [...diseases, ...chemicals];

/** Which concept each word means, and how concepts are described. */
export interface World {
  readonly version: string;
  readonly meaning: Readonly<Record<Word, Curie | "">>;
  readonly described: Readonly<Record<Curie, Concept>>;
}

/** A version of the terminology: any meanings, any names, any former ids. */
export function world(version: string): fc.Arbitrary<World> {
  const meaning = (word: Word) =>
    fc.constantFrom<Curie | "">(...(words[word] === "Disease" ? diseases : chemicals), "");
  const description = (id: Curie) =>
    fc
      .record({
        name: fc.constantFrom("one name", "another name"),
        synonyms: fc.subarray(["a synonym", "a second synonym"]),
        formerly: fc.subarray([...(id.startsWith("MONDO") ? diseases : chemicals)]),
      })
      .map(
        ({ name, synonyms, formerly }): Concept => ({
          id,
          name: `${name} of ${id.replace(":", " ")}`,
          category: id.startsWith("MONDO") ? "Disease" : "ChemicalEntity",
          synonyms,
          xrefs: [],
          parents: [],
          ...(formerly.length > 0 && { formerly }),
        }),
      );
  return fc
    .tuple(
      fc.record(Object.fromEntries(allWords.map((word) => [word, meaning(word)]))),
      fc.record(Object.fromEntries(conceptIds.map((id) => [id, description(id)]))),
    )
    .map(([meanings, described]) => ({ version, meaning: meanings as World["meaning"], described }));
}

interface Claim {
  readonly subject: Word;
  readonly predicate: Predicate;
  readonly object: Word;
}

/** A paper that names words and claims something of some of them, in whatever terminology. */
export interface WordedPaper {
  readonly document: Document;
  readonly named: readonly Word[];
  readonly claims: readonly Claim[];
}

const ids: readonly DocumentId[] = ["PMID:1", "PMID:2", "PMID:3", "PMID:4", "PMID:5"];

/** Papers, one for each of some ids; a few are retracted, by their own record or by a notice. */
export const papers: fc.Arbitrary<readonly WordedPaper[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom(...ids),
      named: fc.subarray([...allWords]),
      claims: fc.array(
        fc.record({
          subject: fc.constantFrom(...allWords),
          predicate: fc.constantFrom<Predicate>("treats", "associated_with", "causes"),
          object: fc.constantFrom(...allWords),
        }),
        { maxLength: 3 },
      ),
      retracted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      retracts: fc.subarray([...ids], { maxLength: 1 }).map((some) => (some[0] === "PMID:1" ? some : [])),
    })
    .map(paperOf),
  { selector: ({ document }) => document.id, minLength: 1, maxLength: 5 },
);

export function paperOf(paper: {
  readonly id: DocumentId;
  readonly named: readonly Word[];
  readonly claims?: readonly Claim[];
  readonly retracted?: boolean;
  readonly retracts?: readonly DocumentId[];
}): WordedPaper {
  const { id, claims = [], retracted = false, retracts = [] } = paper;
  const named = [...new Set([...paper.named, ...claims.flatMap(({ subject, object }) => [subject, object])])];
  const title = `We studied ${named.join(" and ")}.`;
  const document: Document = {
    id,
    version: 1,
    revisedAt: "",
    title,
    passages: layPassages([{ kind: "title", role: "title", text: title }]),
    year: 2020,
    // What is claimed is part of the record, as in life.
    journal: JSON.stringify(claims),
    publicationTypes: [],
    meshHeadings: [],
    retracted,
    retracts,
  };
  return { document, named, claims };
}

export const extraction = "0000000000000000";

export function versionsIn({ version }: World) {
  return { extractor: "joint 1", terminology: `words ${version}`, fingerprint: `${extraction}.${version}` };
}

/** What a fresh build writes of the paper. */
export function readIn(world: World, { document, named, claims }: WordedPaper): UpsertChange {
  const text = documentText(document);
  const mentions = named.map((word): LinkedMention => {
    const start = text.indexOf(word);
    const id = world.meaning[word];
    const link =
      id === ""
        ? { ids: [], nil: "no-candidate" as const, score: 0, steps: [], candidates: [] }
        : { ids: [id], score: 0.9, steps: [{ rule: world.version, text: word }], candidates: [] };
    return { start, end: start + word.length, text: word, type: words[word], score: 0.99, link };
  });
  const relations = claims.flatMap(({ subject, predicate, object }) => {
    const [from, to] = [world.meaning[subject], world.meaning[object]];
    if (from === "" || to === "" || from === to) return [];
    const spanOf = (id: Curie) =>
      mentions.filter(({ link }) => link.ids[0] === id).map(({ start, end }) => ({ start, end }));
    const said = { polarity: "affirmed", certainty: "asserted", cues: [] } as const;
    const sentence = { start: 0, end: text.length, text, section: "title", role: "title", ...said } as const;
    return [
      {
        ...said,
        subject: from,
        predicate,
        object: to,
        label: "biored:Association",
        score: 0.8,
        novelty: 0.5,
        sentences: [{ ...sentence, subjectSpans: spanOf(from), objectSpans: spanOf(to) }],
      },
    ];
  });
  const concepts = [...new Set(mentions.flatMap(({ link }) => link.ids))].map((id) => world.described[id]!);
  return changeOf({ document, mentions, relations, concepts }, versionsIn(world));
}

/** A paper of one concept, `MONDO:1`, which took the place of `MONDO:7`. */
export function redirectingPaper(): UpsertChange {
  const [one] = fc.sample(world("1"), { numRuns: 1, seed: 1 });
  const concept: Concept = { ...one!.described["MONDO:1"]!, formerly: ["MONDO:7"] };
  const meaning = { ...one!.meaning, "alpha fever": concept.id };
  return readIn(
    { ...one!, meaning, described: { [concept.id]: concept } },
    paperOf({ id: "PMID:1", named: ["alpha fever"] }),
  );
}
