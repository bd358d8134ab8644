import { sameJson } from "../domain/canonical-json.js";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { Triple, TripleKey } from "../domain/triple.js";
import type { WorkKey } from "../domain/work.js";
import type { Standing } from "./standing.js";
import { type ConceptReference, contributionOf, type DocumentEntry, emptyEntry } from "./stored-document.js";
import type { Entries } from "./transition.js";

/** One document's reference to one concept, as it was and as it is to be. */
export interface ReferenceChange {
  readonly document: DocumentId;
  readonly concept: Curie;
  readonly before?: ConceptReference;
  readonly after?: ConceptReference;
}

/** Evidence that goes and evidence that comes; what changes is in both. */
export interface Turnover {
  readonly removed: readonly Standing[];
  readonly added: readonly Standing[];
}

/** What separates two states of some documents: the entries that changed and what they put into the graph. */
export interface Difference {
  readonly entries: readonly DocumentEntry[];
  readonly evidence: Turnover;
  /** Evidence of retracted documents. */
  readonly withheld: Turnover;
  readonly references: readonly ReferenceChange[];
}

/** Entries that are the same object in both states have not changed; all lists are sorted by key. */
export function differenceOf(before: Entries, after: Entries): Difference {
  const changed = [...after.values()].filter((entry) => before.get(entry.id) !== entry);
  const contributions = changed.map((entry) => ({
    id: entry.id,
    was: contributionOf(before.get(entry.id) ?? emptyEntry(entry.id)),
    is: contributionOf(entry),
  }));
  return {
    entries: changed.sort(by((entry) => entry.id)),
    evidence: turnover(contributions.map(({ was, is }) => [was.evidence, is.evidence])),
    withheld: turnover(contributions.map(({ was, is }) => [was.withheld, is.withheld])),
    references: contributions
      .flatMap(({ id, was, is }) => referenceChanges(id, was.references, is.references))
      .sort(by((reference) => `${reference.concept} ${reference.document}`)),
  };
}

function turnover(pairs: readonly (readonly [readonly Standing[], readonly Standing[]])[]): Turnover {
  const key = ({ evidence }: Standing) => evidence.key;
  const removed: Standing[] = [];
  const added: Standing[] = [];
  for (const [was, is] of pairs) {
    const stays = same(was, is);
    removed.push(...was.filter((standing) => !stays.has(key(standing))));
    added.push(...is.filter((standing) => !stays.has(key(standing))));
  }
  return { removed: removed.sort(by(key)), added: added.sort(by(key)) };
}

function same(was: readonly Standing[], is: readonly Standing[]): ReadonlySet<string> {
  const before = new Map(was.map((standing) => [standing.evidence.key, standing]));
  return new Set(
    is.flatMap((standing) => {
      const { key } = standing.evidence;
      return sameJson(before.get(key), standing) ? [key] : [];
    }),
  );
}

/** Every triple of which somebody says more or less than before, by its key. */
export function triplesOf(difference: Difference): ReadonlyMap<TripleKey, Triple> {
  const { evidence, withheld } = difference;
  const all = [...evidence.removed, ...evidence.added, ...withheld.removed, ...withheld.added];
  return new Map(all.map((standing) => [standing.evidence.triple.key, standing.evidence.triple]));
}

/** Whose say on one triple counts once. */
export interface WorkOnTriple {
  readonly triple: TripleKey;
  readonly work: WorkKey;
}

/** The works whose evidence changes, by triple, each once. */
export function worksOf({ evidence }: Difference): readonly WorkOnTriple[] {
  const pairs = [...evidence.removed, ...evidence.added].map(({ evidence: item, work }) => ({
    triple: item.triple.key,
    work,
  }));
  const unique = new Map(pairs.map((pair) => [workName(pair), pair]));
  return [...unique.values()].sort(by(workName));
}

export function workName({ triple, work }: WorkOnTriple): string {
  return `${triple} ${work}`;
}

/** Every concept whose counts or data the difference may change. */
export function conceptsOf(difference: Difference): readonly Curie[] {
  const ends = [...triplesOf(difference).values()].flatMap(({ subject, object }) => [subject, object]);
  return [...new Set([...difference.references.map(({ concept }) => concept), ...ends])].sort();
}

function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function referenceChanges(
  document: DocumentId,
  was: ReadonlyMap<Curie, ConceptReference>,
  is: ReadonlyMap<Curie, ConceptReference>,
): readonly ReferenceChange[] {
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((concept) => {
    const before = was.get(concept);
    const after = is.get(concept);
    if (before && after && sameJson(before, after)) return [];
    return [{ document, concept, ...(before && { before }), ...(after && { after }) }];
  });
}
