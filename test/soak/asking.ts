import {
  annotateText,
  type Client,
  listEvidence,
  readConcept,
  readDocument,
  searchConcepts,
} from "../../src/client/index.js";
import type { Random } from "../fuzz/engine/random.js";
import type { Library } from "./library.js";
import { paperOf } from "./paper.js";
import type { Popular } from "./popular.js";
import * as texts from "./question-texts.js";
import type { Subjects } from "./subjects.js";

export interface Asking {
  readonly client: Client;
  readonly origin: string;
  readonly subjects: Subjects;
  readonly library: Library;
  readonly popular: Popular;
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Asks one question. @returns what is wrong with the answer */
export type Ask = (asking: Asking) => Promise<string | undefined>;

export interface Question {
  readonly kind: string;
  /** How often it is asked, beside the others. */
  readonly weight: number;
  /** Reads what the models must read first, or all of the graph: it takes its time, and does not count among what people wait for. */
  readonly long?: boolean;
  readonly ask: Ask;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which the checks state
type Data = any;
const request = ({ client, signal }: Asking, text: string, variables: object): Promise<Data> =>
  client.request<Data, object>(text, variables, { signal });

async function firstOf<T>(items: AsyncIterable<T>, most: number): Promise<readonly T[]> {
  const taken: T[] = [];
  for await (const item of items) if (taken.push(item) >= most) break;
  return taken;
}

/** A letter in the middle of its longest word left out, as typing errors go; undefined of names too short for one. */
export function misspelled(name: string): string | undefined {
  const [longest = ""] = name.split(/[^A-Za-z]+/u).sort((a, b) => b.length - a.length);
  const at = name.indexOf(longest) + Math.floor(longest.length / 2);
  return longest.length < 6 ? undefined : `${name.slice(0, at)}${name.slice(at + 1)}`;
}

/** The fields of an answer are read one after the other, and papers come between: what does not agree is asked for again. */
async function agreed(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  for (let again = 0; again < 3; again++) if ((await ask()) === undefined) return undefined;
  return ask();
}

export const questions: readonly Question[] = [
  {
    kind: "concept page",
    weight: 24,
    async ask({ client, popular, signal }) {
      const { id } = popular.concept();
      const concept = await readConcept(client, { id }, { signal });
      return concept?.id === id ? undefined : `${id} is not there`;
    },
  },
  {
    kind: "search, misspelled",
    weight: 10,
    async ask({ client, popular, signal }) {
      const { id, name } = popular.concept();
      const text = misspelled(name) ?? name;
      const found = await firstOf(searchConcepts(client, { text, first: 20 }, { signal }), 20);
      return found.some((one) => one.id === id) ? undefined : `“${text}” does not find ${id}, ${name}`;
    },
  },
  {
    kind: "autocomplete",
    weight: 16,
    async ask(asking) {
      const { id, name } = asking.popular.concept();
      const prefix = name.slice(0, 2 + asking.random.below(name.length - 2));
      const { suggestConcepts } = await request(asking, texts.suggest, { prefix });
      const whole = await request(asking, texts.suggest, { prefix: name });
      if (suggestConcepts.length === 0) return `“${prefix}” suggests nothing`;
      return whole.suggestConcepts.some((one: Data) => one.concept.id === id)
        ? undefined
        : `“${name}” does not suggest ${id}`;
    },
  },
  {
    kind: "triples, filtered, with facets",
    weight: 10,
    async ask(asking) {
      const filter = asking.random.pick([
        { predicates: ["treats"], minBelief: 0.5 },
        { involving: asking.popular.concept().id },
        { fromYear: 2010, stance: "denied" },
        { subjectCategories: ["ChemicalEntity"], objectCategories: ["Disease"], hedged: false },
      ]);
      return agreed(async () => {
        const { triples } = await request(asking, texts.triples, { filter });
        const counted = triples.facets.predicates.reduce((sum: number, one: Data) => sum + one.triples, 0);
        return counted === triples.totalCount
          ? undefined
          : `${triples.totalCount} triples, ${counted} in the facets`;
      });
    },
  },
  {
    kind: "evidence",
    weight: 8,
    async ask(asking) {
      const { client, popular, signal } = asking;
      const id = popular.triple();
      if (id === undefined) return undefined;
      return agreed(async () => {
        const evidence = await firstOf(listEvidence(client, { id, first: 20 }, { signal }), 60);
        if (evidence.length > 0) return undefined;
        // Its papers may all have been deleted or rewritten since it was popular.
        const { triple } = await request(asking, texts.standing, { id });
        return triple === null ? undefined : `${id} stands and has no evidence`;
      });
    },
  },
  {
    kind: "document with annotated text",
    weight: 10,
    async ask({ client, library, random, signal }) {
      const settled = library.settled();
      if (settled.length === 0) return undefined;
      const held = random.pick(settled);
      const { pmid } = held.paper;
      const document = await readDocument(client, `PMID:${pmid}`, { signal });
      if (library.held(pmid) !== held) return undefined;
      if (document?.text !== held.text || document.status !== held.status)
        return `${pmid} is ${document?.status}, not ${held.status}: ${document?.text}`;
      const off = document.mentions.find(({ start, end, text }) => document.text.slice(start, end) !== text);
      return off && `${pmid} does not say “${off.text}” at ${off.start}`;
    },
  },
  {
    kind: "neighbourhood",
    weight: 5,
    async ask(asking) {
      const { id } = asking.popular.concept();
      const { concept } = await request(asking, texts.neighbourhood, { id });
      const known = new Set(concept?.neighbourhood.concepts.map((one: Data) => one.id));
      const loose = concept?.neighbourhood.triples.find(
        ({ subject, object }: Data) => !known.has(subject.id) || !known.has(object.id),
      );
      if (concept === null) return `${id} is not there`;
      return loose && `an end of ${loose.id} is not among the concepts`;
    },
  },
  {
    kind: "path",
    weight: 4,
    async ask(asking) {
      const [from, to] = [asking.popular.concept().id, asking.popular.concept().id];
      if (from === to) return undefined;
      const { paths } = await request(asking, texts.paths, { from, to });
      const off = paths.find(({ concepts }: Data) => concepts[0].id !== from || concepts.at(-1).id !== to);
      return off && `a path from ${from} to ${to} does not join them`;
    },
  },
  {
    kind: "timeline",
    weight: 4,
    async ask(asking) {
      const { id } = asking.popular.concept();
      return agreed(async () => {
        const { concept } = await request(asking, texts.timeline, { id });
        const sum = concept?.timeline.reduce((all: number, one: Data) => all + one.documents, 0);
        return sum === concept?.documents ? undefined : `${sum} of ${concept?.documents} documents of ${id}`;
      });
    },
  },
  {
    kind: "changes",
    weight: 4,
    async ask(asking) {
      const since = new Date(Date.now() - 60_000).toISOString();
      const { changes } = await request(asking, texts.changes, { since });
      const early = changes.edges.find(({ node }: Data) => node.at < since);
      return early && `a change at ${early.node.at} was before ${since}`;
    },
  },
  {
    kind: "contradictions",
    weight: 3,
    async ask(asking) {
      const { contradictions } = await request(asking, texts.contradictions, {});
      const off = contradictions.edges.find(({ node }: Data) => node.affirmed === 0 || node.denied === 0);
      return off && `${off.node.id} is no contradiction`;
    },
  },
  {
    kind: "batch by id",
    weight: 3,
    async ask(asking) {
      const { library, popular, random } = asking;
      const settled = library.settled();
      const held = Array.from({ length: Math.min(20, settled.length) }, () => random.pick(settled));
      const gone = library.gone().slice(-10);
      const variables = {
        documents: [...held.map(({ paper }) => paper.pmid), ...gone].map((pmid) => `PMID:${pmid}`),
        concepts: Array.from({ length: 20 }, () => popular.concept().id),
      };
      const { documentsById, conceptsById } = await request(asking, texts.batch, variables);
      const missing = held.find(
        (one, at) => documentsById[at] === null && library.held(one.paper.pmid) === one,
      );
      const back = gone.find((_, at) => documentsById[held.length + at] !== null);
      const unknown = conceptsById.indexOf(null);
      if (missing) return `${missing.paper.pmid} is not there`;
      if (back) return `${back} is there, though deleted`;
      return unknown < 0 ? undefined : `${variables.concepts[unknown]} is not there`;
    },
  },
  {
    kind: "client that hangs up",
    weight: 3,
    async ask({ client, popular, origin, random }) {
      const left = AbortSignal.timeout(random.below(15));
      try {
        if (random.chance(0.3)) {
          const response = await fetch(new URL("/export?what=evidence", origin), { signal: left });
          for await (const _ of response.body ?? []) if (random.chance(0.5)) break;
        } else await readConcept(client, { id: popular.concept().id, triples: 100 }, { signal: left });
        return undefined;
      } catch (error) {
        return left.aborted ? undefined : String(error);
      }
    },
  },
  {
    kind: "export",
    weight: 0.3,
    long: true,
    async ask({ origin, random, signal }) {
      const what = random.pick(["triples", "concepts", "documents"]);
      const response = await fetch(new URL(`/export?what=${what}`, origin), { signal });
      const lines = (await response.text()).trim().split("\n");
      if (!response.ok || lines[0] === "") return `/export?what=${what} answers ${response.status}`;
      for (const line of lines) JSON.parse(line);
      return undefined;
    },
  },
  {
    kind: "annotateText",
    weight: 1,
    long: true,
    async ask({ client, random, subjects, signal }) {
      const { title, sections } = paperOf(subjects, 10_000_000 + random.below(1_000_000));
      const text = sections.map((section) => section.text).join(" ");
      const annotation = await annotateText(client, { title, text }, { signal });
      return annotation?.mentions.length ? undefined : `nothing was recognised in ${text}`;
    },
  },
];

export const isLong = (kind: string) =>
  kind.startsWith("job") || questions.some((one) => one.kind === kind && one.long);
