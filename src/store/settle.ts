import { type Aggregate, adjust, documentCount, emptyAggregate } from "../domain/belief.js";
import { canonicalJson } from "../domain/canonical-json.js";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { Evidence } from "../domain/evidence.js";
import type { Triple, TripleKey } from "../domain/triple.js";
import { type ConceptVariant, countVariant, type StoredConcept } from "./concept-variants.js";
import { conceptsOf, type Difference } from "./difference.js";
import { type ConceptReference, type DocumentEntry, withdrawnBy } from "./stored-document.js";

export interface StoredTriple {
  readonly triple: Triple;
  readonly aggregate: Aggregate;
}

/** What is to stand, and what stood there before (undefined when it is new). */
export interface Put<T> {
  readonly after: T;
  readonly before: T | undefined;
}

/** Everything one transaction writes, each thing once, deletions apart from puts, all sorted by key. */
export interface GraphWrites {
  readonly documents: readonly DocumentEntry[];
  readonly evidence: { readonly put: readonly Evidence[]; readonly drop: readonly Evidence[] };
  readonly triples: { readonly put: readonly Put<StoredTriple>[]; readonly drop: readonly Triple[] };
  readonly concepts: { readonly put: readonly Put<StoredConcept>[]; readonly drop: readonly Curie[] };
  readonly references: {
    readonly put: readonly { readonly document: DocumentId; readonly reference: ConceptReference }[];
    readonly drop: readonly { readonly document: DocumentId; readonly concept: Curie }[];
  };
  /** Notices of the changed documents: all that are now in force, from each. */
  readonly notices: readonly { readonly notice: DocumentId; readonly targets: readonly DocumentId[] }[];
}

/**
 * From a difference and the present state of the triples and concepts it touches (those that exist) to what is to be
 * written. The work is proportional to the difference: aggregates are adjusted, never recounted.
 */
export function settle(
  difference: Difference,
  triples: ReadonlyMap<TripleKey, Aggregate>,
  concepts: ReadonlyMap<Curie, StoredConcept>,
): GraphWrites {
  const settled = settleTriples(difference, triples);
  const degree = new Map<Curie, number>();
  const count = ({ subject, object }: Triple, delta: 1 | -1) => {
    for (const id of [subject, object]) degree.set(id, (degree.get(id) ?? 0) + delta);
  };
  for (const { before, after } of settled.put) if (!before) count(after.triple, 1);
  for (const triple of settled.drop) count(triple, -1);
  const kept = new Set(difference.added.map(({ key }) => key));
  return {
    documents: difference.entries,
    evidence: { put: difference.added, drop: difference.removed.filter(({ key }) => !kept.has(key)) },
    triples: settled,
    concepts: settleConcepts(difference, concepts, degree),
    references: {
      put: difference.references.flatMap(({ document, after }) =>
        after ? [{ document, reference: after }] : [],
      ),
      drop: difference.references.flatMap(({ document, concept, after }) =>
        after ? [] : [{ document, concept }],
      ),
    },
    notices: difference.entries.map((entry) => ({ notice: entry.id, targets: withdrawnBy(entry) })),
  };
}

function settleTriples(
  difference: Difference,
  stored: ReadonlyMap<TripleKey, Aggregate>,
): GraphWrites["triples"] {
  const touched = new Map<TripleKey, StoredTriple>();
  const tally = (evidence: Evidence, sign: 1 | -1) => {
    const { triple } = evidence;
    const aggregate = touched.get(triple.key)?.aggregate ?? stored.get(triple.key) ?? emptyAggregate;
    touched.set(triple.key, { triple, aggregate: adjust(aggregate, evidence, sign) });
  };
  for (const evidence of difference.removed) tally(evidence, -1);
  for (const evidence of difference.added) tally(evidence, 1);
  const all = [...touched.values()].sort((a, b) => (a.triple.key < b.triple.key ? -1 : 1));
  return {
    put: all
      .filter(({ aggregate }) => documentCount(aggregate) > 0)
      .map((after) => {
        const aggregate = stored.get(after.triple.key);
        return { after, before: aggregate && { triple: after.triple, aggregate } };
      })
      // Evidence that weighs as before, under another terminology's name say, leaves its triple as it is.
      .filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after)),
    drop: all
      .filter(({ triple, aggregate }) => documentCount(aggregate) === 0 && stored.has(triple.key))
      .map(({ triple }) => triple),
  };
}

function settleConcepts(
  difference: Difference,
  stored: ReadonlyMap<Curie, StoredConcept>,
  degree: ReadonlyMap<Curie, number>,
): GraphWrites["concepts"] {
  const variants = new Map<Curie, readonly ConceptVariant[]>();
  for (const { concept: id, before, after } of difference.references) {
    let counted = variants.get(id) ?? stored.get(id)?.variants ?? [];
    if (before) counted = countVariant(counted, before.concept, -1);
    if (after) counted = countVariant(counted, after.concept, 1);
    variants.set(id, counted);
  }
  const put: Put<StoredConcept>[] = [];
  const drop: Curie[] = [];
  for (const id of conceptsOf(difference)) {
    const before = stored.get(id);
    const [first, ...rest] = variants.get(id) ?? before?.variants ?? [];
    const triples = (before?.triples ?? 0) + (degree.get(id) ?? 0);
    const unchanged = before && !variants.has(id) && triples === before.triples;
    if (first && !unchanged) put.push({ after: { variants: [first, ...rest], triples }, before });
    else if (!first && before) drop.push(id);
  }
  return { put, drop };
}
