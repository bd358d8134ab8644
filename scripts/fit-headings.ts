/**
 * Fits the weights of `src/link/heading-score.ts` and reports how well headings are suggested.
 *
 *   npx tsx scripts/fit-headings.ts ../shared/data/pubmed/set-{a,b,c,d}.xml
 *
 * The gold standard is what indexers gave: the MeSH headings of the records, those alone that the terminology holds. The
 * weights are fitted to the records with an even PMID and the figures of the others are reported, beside those of a plain
 * dictionary match (headings by how often their names stand in the text) and of the weights as shipped.
 */
import { readConfig } from "../src/config.js";
import type { AnnotatedDocument } from "../src/domain/annotation.js";
import type { Curie } from "../src/domain/curie.js";
import type { Document } from "../src/domain/document.js";
import {
  animals,
  headingCandidates,
  headingCategories,
  headingOf,
  humans,
} from "../src/link/heading-candidates.js";
import { type Features, featureNames } from "../src/link/heading-features.js";
import { headingScore } from "../src/link/heading-score.js";
import { headingOccurrences } from "../src/pipeline/heading-occurrences.js";
import { lazyStages } from "../src/pipeline/lazy-stages.js";
import type { Linking } from "../src/pipeline/open-stages.js";
import { judgeHeadings } from "../src/pipeline/suggest-headings.js";
import { annotate } from "../src/pipeline.js";
import { readRecords } from "../src/read/records.js";

interface Judged {
  readonly heading: Curie;
  readonly features: Features;
}

interface Case {
  readonly even: boolean;
  readonly gold: ReadonlySet<Curie>;
  readonly judged: readonly Judged[];
  /** Headings by a dictionary match alone, with how often each is named. */
  readonly counted: readonly { readonly heading: Curie; readonly count: number }[];
}

/** Whether the terminology holds a heading: of diseases and chemicals under its own id, of organisms as a taxon's. */
function heldBy({ concepts }: Linking): (id: Curie) => boolean {
  const organisms = concepts.layer("OrganismTaxon");
  const taxa = new Set(organisms?.names.rowConcept);
  const headings = new Set(
    [...taxa].map((taxon) => {
      const concept = concepts.concept(organisms!.owners.id(taxon));
      return concept && headingOf(concept);
    }),
  );
  return (id) => {
    const category = concepts.concept(id)?.category;
    return headings.has(id) || (category !== undefined && headingCategories.includes(category));
  };
}

async function casesOf(files: readonly string[]): Promise<readonly Case[]> {
  const config = readConfig(process.env);
  const models = lazyStages(config);
  const [stages, linking] = [await models.stages(), await models.linking()];
  const held = heldBy(linking);
  const cases: Case[] = [];
  const seen = new Set<string>();
  for await (const record of readRecords(files)) {
    if (record.kind !== "document" || seen.has(record.document.id)) continue;
    const { document } = record;
    seen.add(document.id);
    const ids = document.meshHeadings.flatMap(({ id }): readonly Curie[] =>
      id === undefined ? [] : [`MESH:${id.replace(/^MESH:/u, "")}`],
    );
    // Without the headings, which the linker would take for context.
    const [annotated] = await annotate([{ ...document, meshHeadings: [] } satisfies Document], stages);
    const judged = await judgeHeadings(linking, annotated!);
    const gold = new Set(ids.filter(held));
    if (gold.size === 0) continue;
    cases.push({
      even: Number(document.id.replace(/\D/gu, "")) % 2 === 0,
      gold,
      judged: judged.map(({ candidate: { heading }, features }) => ({ heading, features })),
      counted: counted(annotated!, linking),
    });
  }
  await models.close();
  return cases;
}

function counted(annotated: AnnotatedDocument, { concepts }: Linking): Case["counted"] {
  const occurrences = headingOccurrences({ ...annotated, mentions: [] }, concepts);
  return headingCandidates(occurrences, (id) => concepts.concept(id))
    .map(({ heading, own }) => ({ heading, count: own.length }))
    .filter(({ count }) => count > 0);
}

/** Weights by Newton's method with a ridge of 1 on all but the bias, which stands last. */
function fitted(rows: readonly (readonly number[])[], labels: readonly number[]): readonly number[] {
  const size = rows[0]!.length + 1;
  const weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round += 1) {
    const hessian = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? (i === size - 1 ? 1e-6 : 1) : 0)),
    );
    const gradient = weights.map((weight, i) => (i === size - 1 ? 0 : -weight));
    for (const [at, row] of rows.entries()) {
      const x = [...row, 1];
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * weights[i]!, 0)));
      for (let i = 0; i < size; i += 1) {
        gradient[i]! += x[i]! * (labels[at]! - p);
        for (let j = 0; j < size; j += 1) hessian[i]![j]! += p * (1 - p) * x[i]! * x[j]!;
      }
    }
    for (const [i, step] of solved(hessian, gradient).entries()) weights[i]! += step;
  }
  return weights;
}

/** Gaussian elimination with pivots. */
function solved(matrix: number[][], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let i = 0; i < size; i += 1) {
      if (i === column) continue;
      const factor = rows[i]![column]! / rows[column]![column]!;
      for (let j = column; j <= size; j += 1) rows[i]![j]! -= factor * rows[column]![j]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}

type Ranking = (one: Case) => readonly (readonly [Curie, number])[];

/** Means over records: precision of the first 5, recall among the first 10, average precision. */
function report(
  label: string,
  cases: readonly Case[],
  ranking: Ranking,
  without: readonly Curie[] = [],
): void {
  const sums = { precision: 0, recall: 0, average: 0 };
  let records = 0;
  for (const one of cases) {
    const gold = new Set([...one.gold].filter((id) => !without.includes(id)));
    if (gold.size === 0) continue;
    records += 1;
    const hits = ranking(one)
      .filter(([id]) => !without.includes(id))
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([id]) => gold.has(id));
    const found = (count: number) => hits.slice(0, count).filter(Boolean).length;
    sums.precision += found(5) / 5;
    sums.recall += found(10) / gold.size;
    sums.average += hits.reduce((sum, hit, at) => sum + (hit ? found(at + 1) / (at + 1) : 0), 0) / gold.size;
  }
  const mean = (sum: number) => (sum / records).toFixed(3);
  const figures = `P@5 ${mean(sums.precision)}  R@10 ${mean(sums.recall)}  MAP ${mean(sums.average)}`;
  process.stdout.write(`${label.padEnd(36)} ${String(records).padStart(4)} records  ${figures}\n`);
}

const cases = await casesOf(process.argv.slice(2));
const tuning = cases.filter(({ even }) => even);
const held = cases.filter(({ even }) => !even);
const examples = tuning.flatMap(({ judged, gold }) => judged.map((one) => ({ ...one, gold })));
const weights = fitted(
  examples.map(({ features }) => featureNames.map((name) => features[name])),
  examples.map(({ heading, gold }) => (gold.has(heading) ? 1 : 0)),
);
for (const [at, name] of [...featureNames, "bias"].entries()) {
  process.stdout.write(`${name.padEnd(12)} ${weights[at]!.toFixed(2)}\n`);
}
const byCount: Ranking = ({ counted }) => counted.map(({ heading, count }) => [heading, count]);
const byFit: Ranking = ({ judged }) =>
  judged.map(({ heading, features }) => [
    heading,
    featureNames.reduce((sum, name, at) => sum + features[name] * weights[at]!, 0),
  ]);
const shipped: Ranking = ({ judged }) =>
  judged.map(({ heading, features }) => [heading, headingScore(features).score]);
report("dictionary count, fitted half", tuning, byCount);
report("this fit, fitted half", tuning, byFit);
report("dictionary count, other half", held, byCount);
report("this fit, other half", held, byFit);
report("as shipped, other half", held, shipped);
const tags: readonly Curie[] = [humans, animals, "MESH:D051379", "MESH:D051381"];
report("dictionary count, no species tags", held, byCount, tags);
report("as shipped, no species tags", held, shipped, tags);
