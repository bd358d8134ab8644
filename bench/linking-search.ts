import type { Category } from "../src/domain/concept.js";
import type { NameLayer } from "../src/link/name-layer.js";
import { nearestVectors, vectorCosine } from "../src/link/name-vectors.js";
import { normalForm } from "../src/link/normal-form.js";
import { stringAt, stringCount } from "../src/link/string-table.js";
import { openLinking } from "../src/pipeline/open-stages.js";
import type { LinkingMentions } from "./linking-mentions.js";
import type { OpeningOptions } from "./linking-opening.js";

export interface SearchFigures {
  readonly source: string;
  readonly mentions: number;
  readonly uncachedPerSecond: number;
  readonly cachedPerSecond: number;
  readonly embeddedPerSecond: number;
  readonly sparseMs: number;
  readonly denseMs: number;
  readonly sparseRecall: number;
  readonly denseRecall: number;
  readonly denseWay: "exact" | "lists";
  readonly rssMib: number;
  /** The category that searches are measured in: the one with most vectors. */
  readonly category: Category;
  /** What the reference search is given; vectors are bytes, base64. */
  readonly reference: {
    readonly names: readonly string[];
    readonly queries: readonly string[];
    readonly dim: number;
    readonly vectors: string;
    readonly queryVectors: string;
    readonly first: number;
  };
}

const first = 20;
/** Queries that the recall is taken over: each is compared with every name. */
const recallQueries = 50;
/** Queries and names at most that the reference search is given. */
const [referenceQueries, referenceNames] = [320, 400_000];
/** Mentions linked in one call, as those of a batch of documents are. */
const batch = 256;

const perSecond = (count: number, began: number) => (1000 * count) / (performance.now() - began);

/** How many of what was found are among the best `first` of all, ties included. */
function agreement(found: readonly { readonly score: number }[], all: Float64Array): number {
  const least = all.slice().sort().at(-first) ?? 0;
  return found.filter(({ score }) => score >= least - 1e-6).length / Math.min(first, all.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Links all mentions of a fresh linker, then again, then measures the two searches on their own. */
export async function measureSearch(
  { models, terminology, cache }: OpeningOptions & { readonly models: string },
  { source, mentions }: LinkingMentions,
): Promise<SearchFigures> {
  const linking = await openLinking({ models, terminology, cache });
  try {
    // The code is compiled, and the encoders' memory laid out, by names that are no mentions.
    await linking.linker.linkNames(
      mentions.slice(0, 200).map(({ name, category }) => ({ name: `${name} of none`, category })),
    );
    const round = async () => {
      const began = performance.now();
      for (let at = 0; at < mentions.length; at += batch) {
        await linking.linker.linkNames(mentions.slice(at, at + batch));
      }
      return perSecond(mentions.length, began);
    };
    const uncachedPerSecond = await round();
    const rssMib = Math.round(process.memoryUsage().rss / 2 ** 20);
    const cachedPerSecond = await round();

    const layer = (["Disease", "ChemicalEntity"] as const)
      .map((category) => linking.concepts.layer(category))
      .filter((one) => one !== undefined)
      .sort((a, b) => (b.vectors?.rows.count ?? 0) - (a.vectors?.rows.count ?? 0))[0]!;
    const queries = [
      ...new Set(
        mentions.filter(({ category }) => category === layer.category).map(({ name }) => normalForm(name)),
      ),
    ];
    const began = performance.now();
    const embedded = await linking.embedNames(queries);
    const embeddedPerSecond = perSecond(queries.length, began);
    const dim = linking.nameEncoder.dim;
    const vectorOf = (place: number) => embedded[place]!;
    return {
      source,
      mentions: mentions.length,
      uncachedPerSecond,
      cachedPerSecond,
      embeddedPerSecond,
      rssMib,
      category: layer.category,
      denseWay: layer.vectors?.lists ? "lists" : "exact",
      ...searchFigures(layer, queries, vectorOf),
      reference: referenceTask(layer, queries, vectorOf, dim),
    };
  } finally {
    await linking.close();
  }
}

function searchFigures(
  { grams, vectors, names }: NameLayer,
  queries: readonly string[],
  vectorOf: (place: number) => Float32Array,
) {
  const timed = (search: (query: string, place: number) => void) => {
    const began = performance.now();
    queries.forEach(search);
    return (performance.now() - began) / queries.length;
  };
  const sparseMs = timed((query) => grams.search(grams.query(query), first));
  const denseMs = vectors ? timed((_, place) => nearestVectors(vectors, vectorOf(place), first)) : 0;
  const forms = stringCount(names.forms);
  const compared = queries.slice(0, recallQueries);
  const sparseRecall = mean(
    compared.map((query) => {
      const asked = grams.query(query);
      const all = Float64Array.from({ length: forms }, (_, form) => grams.cosine(asked, form));
      return agreement(grams.search(asked, first), all);
    }),
  );
  const denseRecall = mean(
    compared.map((_, place) => {
      if (!vectors) return 1;
      const query = vectorOf(place);
      const exact = (form: number) => vectorCosine(vectors, query, form)!;
      const all = Float64Array.from({ length: vectors.rows.count }, (_, form) => exact(form));
      // The search rounds its query: what it found is judged by the same cosines as all.
      const found = nearestVectors(vectors, query, first).map(({ item }) => ({ score: exact(item) + 2e-5 }));
      return agreement(found, all);
    }),
  );
  return { sparseMs, denseMs, sparseRecall, denseRecall };
}

/** The names that have vectors, up to a limit, in their order, and queries that are none of them. */
function referenceTask(
  { vectors, names }: NameLayer,
  queries: readonly string[],
  vectorOf: (place: number) => Float32Array,
  dim: number,
): SearchFigures["reference"] {
  const count = Math.min(referenceNames, vectors?.rows.count ?? 0);
  const rows = new Int8Array(count * dim);
  for (let form = 0; form < count; form += 1) {
    const row = vectors!.lists ? vectors!.lists.formRow[form]! : form;
    rows.set(vectors!.rows.rows.subarray(row * dim, (row + 1) * dim), form * dim);
  }
  const asked = queries.slice(0, referenceQueries);
  const askedRows = asked.flatMap((_, place) => [...vectorOf(place)]);
  const base64 = (array: Int8Array | Float32Array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
  return {
    names: Array.from({ length: count }, (_, form) => stringAt(names.forms, form)),
    queries: asked,
    dim,
    vectors: base64(rows),
    queryVectors: base64(Float32Array.from(askedRows)),
    first,
  };
}
