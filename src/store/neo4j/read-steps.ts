import type { Curie } from "../../domain/curie.js";
import type { TripleFilter } from "../../domain/graph-reader.js";
import type { Predicate } from "../../domain/predicate.js";
import type { Sides, Step } from "../../domain/walk-reader.js";
import { type GraphDatabase, type Parameters, type Row, wholeNumber } from "./graph-database.js";
import { type Properties, predicateByType } from "./properties.js";
import { sortValues } from "./read-triples.js";
import { statementForTypes, tripleTypes } from "./statements.js";
import { askSteps } from "./triple-access.js";

function stepsOf(rows: unknown): readonly Step[] {
  return (rows as readonly Properties[]).map(
    ({ type, ...step }) => ({ ...step, predicate: predicateByType.get(type as string) }) as unknown as Step,
  );
}

function readSteps(
  database: GraphDatabase,
  name: string,
  filter: TripleFilter,
  most: number,
  parameters: Parameters,
): Promise<readonly Row[]> {
  const words = { SORT_VALUE: sortValues[filter.order ?? "belief"] };
  const further = { ...parameters, most: wholeNumber(most) };
  return database.read((transaction) => askSteps(transaction, name, filter, words, further));
}

export async function readTriplesAround(
  database: GraphDatabase,
  ids: readonly Curie[],
  filter: TripleFilter,
  most: number,
): Promise<ReadonlyMap<Curie, readonly Step[]>> {
  const rows = await readSteps(database, "steps-around", filter, most, { ids });
  return new Map(rows.map(({ id, steps }) => [id as Curie, stepsOf(steps)]));
}

export async function readTriplesBetween(
  database: GraphDatabase,
  pairs: readonly Sides[],
  filter: TripleFilter,
  most: number,
): Promise<readonly (readonly Step[])[]> {
  const placed = pairs.map(({ these, those }, place) => ({ place: wholeNumber(place), these, those }));
  const rows = await readSteps(database, "steps-between", filter, most, { pairs: placed });
  const found = new Map(rows.map(({ place, steps }) => [place as number, stepsOf(steps)]));
  return pairs.map((_, place) => found.get(place) ?? []);
}

export async function readTripleCounts(
  database: GraphDatabase,
  ids: readonly Curie[],
): Promise<ReadonlyMap<Curie, ReadonlyMap<Predicate, number>>> {
  const text = statementForTypes("count-triples-by-type", tripleTypes);
  const rows = await database.run(text, { ids });
  const counts = new Map(ids.map((id) => [id, new Map<Predicate, number>()]));
  for (const { id, type, triples } of rows) {
    if (triples === 0) continue;
    counts.get(id as Curie)?.set(predicateByType.get(type as string)!, triples as number);
  }
  return counts;
}
