import { type Aggregate, documentCount, emptyAggregate } from "../domain/belief.js";
import { sameJson } from "../domain/canonical-json.js";
import { groupBy } from "../domain/group-by.js";
import type { Triple, TripleKey } from "../domain/triple.js";
import { type Difference, triplesOf, workName } from "./difference.js";
import type { Present, Put, StoredTriple } from "./settle.js";
import { adjustByWork, type Placed, place, type Standing } from "./standing.js";

export interface SettledTriples {
  readonly put: readonly Put<StoredTriple>[];
  readonly drop: readonly Triple[];
  readonly evidence: { readonly put: readonly Placed[]; readonly move: readonly Placed[] };
}

/**
 * The triples that a difference touches, with every work whose evidence changes taken out of their counts as it stood and put
 * back as it stands now. What counts of a work may change with a document that comes or goes, so that evidence of other
 * documents moves to another place.
 */
export function settleTriples(difference: Difference, present: Present): SettledTriples {
  const { evidence, withheld } = difference;
  const triples = triplesOf(difference);
  const aggregates = new Map([...triples.keys()].map((key) => [key, aggregateBefore(key, present)]));
  const adjusted = (key: TripleKey, change: (aggregate: Aggregate) => Aggregate) => {
    aggregates.set(key, change(aggregates.get(key) ?? emptyAggregate));
  };
  for (const { evidence: item } of withheld.removed) adjusted(item.triple.key, retractedBy(-1));
  for (const { evidence: item } of withheld.added) adjusted(item.triple.key, retractedBy(1));

  const added = new Set(evidence.added.map(keyOf));
  const removed = new Set(evidence.removed.map(keyOf));
  const stays = present.works.filter((standing) => !removed.has(keyOf(standing)));
  const before = groupBy(present.works, nameOf);
  const after = groupBy([...stays, ...evidence.added], nameOf);
  const put: Placed[] = [];
  const move: Placed[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [place(before.get(name) ?? []), place(after.get(name) ?? [])];
    const [first] = [...is, ...was];
    if (!first) continue;
    adjusted(first.evidence.triple.key, (aggregate) => adjustByWork(adjustByWork(aggregate, was, -1), is, 1));
    const places = new Map((before.get(name) ?? []).map((placed) => [keyOf(placed), placed.duplicateOf]));
    put.push(...is.filter((placed) => added.has(keyOf(placed))));
    move.push(
      ...is.filter((placed) => !added.has(keyOf(placed)) && places.get(keyOf(placed)) !== placed.duplicateOf),
    );
  }
  return {
    ...standing(triples, aggregates, present.triples),
    evidence: { put: sorted(put), move: sorted(move) },
  };
}

/** A triple that does not stand yet may have been spoken of by retracted documents alone. */
function aggregateBefore(key: TripleKey, { triples, retracted }: Present): Aggregate {
  return triples.get(key) ?? { ...emptyAggregate, retracted: retracted.get(key) ?? 0 };
}

function retractedBy(delta: 1 | -1): (aggregate: Aggregate) => Aggregate {
  return (aggregate) => ({ ...aggregate, retracted: aggregate.retracted + delta });
}

function standing(
  triples: ReadonlyMap<TripleKey, Triple>,
  aggregates: ReadonlyMap<TripleKey, Aggregate>,
  stored: ReadonlyMap<TripleKey, Aggregate>,
): Pick<SettledTriples, "put" | "drop"> {
  const all = [...triples].sort(([a], [b]) => (a < b ? -1 : 1));
  const put: Put<StoredTriple>[] = [];
  const drop: Triple[] = [];
  for (const [key, triple] of all) {
    const [before, aggregate] = [stored.get(key), aggregates.get(key) ?? emptyAggregate];
    if (documentCount(aggregate) === 0) {
      if (before) drop.push(triple);
    } else if (!before || !sameJson(before, aggregate)) {
      put.push({ after: { triple, aggregate }, before: before && { triple, aggregate: before } });
    }
  }
  return { put, drop };
}

function keyOf({ evidence }: Standing): string {
  return evidence.key;
}

function nameOf({ evidence, work }: Standing): string {
  return workName({ triple: evidence.triple.key, work });
}

function sorted(placed: readonly Placed[]): readonly Placed[] {
  return [...placed].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
