import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeOf } from "../../src/assemble/change.js";
import type { Concept } from "../../src/domain/concept.js";
import { type DocumentId, layPassages } from "../../src/domain/document.js";
import type { DocumentChange, UpsertChange } from "../../src/domain/graph-store.js";
import type { LinkedMention } from "../../src/domain/link.js";
import { concepts } from "../store/world.js";
import type { Work, Workbench } from "./work.js";

const { metformin: drug, diabetes: hub } = concepts;
/** From 50 relationships on Neo4j keeps those of a node in another way: the small graph is past that too. */
const small = 80;

/** A disease that only papers of the graph that grows speak of. */
function disease(number: number): Concept {
  return { ...hub, id: `MESH:D9${number}`, name: `Disease ${number}`, synonyms: [] };
}

interface Told {
  readonly id: DocumentId;
  readonly treats: readonly Concept[];
  readonly version?: number;
  readonly retracted?: boolean;
  readonly retracts?: readonly DocumentId[];
}

/** A paper that says of the one drug that it treats diseases. */
function paper({ id, treats, version = 1, retracted = false, retracts = [] }: Told): UpsertChange {
  const named: readonly Concept[] = [drug, ...treats];
  const text = `${id}, version ${version}, speaks of ${named.map(({ name }) => name).join(" and ")}.`;
  const spanOf = ({ name }: Concept) => ({
    start: text.indexOf(name),
    end: text.indexOf(name) + name.length,
  });
  const said = { polarity: "affirmed", certainty: "asserted", cues: [] } as const;
  const mentions = named.map((concept): LinkedMention => {
    const type = concept.category === "Disease" ? "Disease" : "Chemical";
    const link = { ids: [concept.id], score: 1, steps: [], candidates: [] };
    return { ...spanOf(concept), text: concept.name, type, score: 0.99, link };
  });
  const relations = treats.map((object) => {
    const spans = { subjectSpans: [spanOf(drug)], objectSpans: [spanOf(object)] };
    const sentence = { start: 0, end: text.length, text, role: "results", section: "results" } as const;
    return {
      ...said,
      subject: drug.id,
      predicate: "treats",
      object: object.id,
      label: "biored:Association",
      score: 0.5 + version / 10,
      novelty: 0.5,
      sentences: [{ ...said, ...sentence, ...spans }],
    } as const;
  });
  const document = {
    id,
    version,
    revisedAt: "",
    title: "",
    passages: layPassages([{ kind: "abstract", role: "results", text }]),
    year: 2010,
    publishedAt: "2010",
    publicationTypes: [],
    meshHeadings: [],
    retracted,
    retracts,
  } as const;
  const versions = { extractor: "joint 1", terminology: "mesh 1", fingerprint: "joint 1, mesh 1" };
  return changeOf({ document, mentions, relations, concepts: named }, versions);
}

/** Papers that all speak of one triple, and each of a triple that the drug has with a disease of its own. */
function growth(from: number, to: number): readonly DocumentChange[] {
  return Array.from({ length: to - from }, (_, at) =>
    paper({ id: `PMID:${from + at}`, treats: [hub, disease(from + at)] }),
  );
}

/** The life of a document that speaks of the hub, of a triple known before, and of a new one. */
function life(number: number): Readonly<Record<string, DocumentChange>> {
  const id: DocumentId = `PMID:${900_000 + number}`;
  const notice: DocumentId = `PMID:${950_000 + number}`;
  const treats = [hub, disease(1), disease(800_000)];
  return {
    added: paper({ id, treats }),
    revised: paper({ id, treats: [hub, disease(2), disease(800_000)], version: 2 }),
    "retracted by a notice": paper({ id: notice, treats: [], retracts: [id] }),
    "given back": { kind: "delete", documentId: notice },
    "retracted by its record": paper({ id, treats: [hub, disease(2)], version: 3, retracted: true }),
    "revised back": paper({ id, treats: [hub, disease(1)], version: 4 }),
    deleted: { kind: "delete", documentId: id },
  };
}

export interface CostedStore {
  /** A store with nothing in it. */
  readonly open: () => Promise<Workbench>;
  /** Papers in the large graph. */
  readonly large: number;
  /** How much more work than in the small graph may be done, as a share. */
  readonly tolerance: number;
}

/** Counted in statements and in the engine's own steps, so that no clock can make it pass or fail. */
export function describeCost(name: string, { open, large, tolerance }: CostedStore): void {
  describe(`A document costs what it touches. (${name})`, () => {
    const costs: Map<string, Work>[] = [];
    let bench: Workbench;

    async function measure(number: number): Promise<Map<string, Work>> {
      const works = new Map<string, Work>();
      for (const [what, change] of Object.entries(life(number))) works.set(what, await bench.write([change]));
      return works;
    }

    async function grow(from: number, to: number): Promise<void> {
      for (let first = from; first < to; first += 100)
        await bench.write(growth(first, Math.min(to, first + 100)));
    }

    beforeAll(async () => {
      bench = await open();
      await grow(0, small);
      // Once in vain: prepared and planned statements are none of the document's cost.
      await measure(0);
      costs.push(await measure(1));
      await grow(small, large);
      costs.push(await measure(2));
    });
    afterAll(() => bench.close());

    it.each(Object.keys(life(0)))(
      `when it is %s, whether ${small} documents speak of its triple or ${large}`,
      (what) => {
        const [few, many] = costs.map((works) => works.get(what));
        expect(few!.steps).toBeGreaterThan(0);
        expect(many!.statements).toBe(few!.statements);
        expect(grown(few!, many!, tolerance)).toEqual([]);
      },
    );
  });
}

/** Statements that cost more than before, in words. */
function grown(few: Work, many: Work, tolerance: number): readonly string[] {
  return [...many.byStatement].flatMap(([statement, steps]) => {
    const was = few.byStatement.get(statement) ?? 0;
    return steps - was <= tolerance * few.steps ? [] : [`${was} → ${steps} steps: ${statement}`];
  });
}
