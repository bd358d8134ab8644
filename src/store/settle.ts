import type { Aggregate } from "../domain/belief.js";
import type { Curie } from "../domain/curie.js";
import type { DocumentId } from "../domain/document.js";
import type { EvidenceKey, Triple, TripleKey } from "../domain/triple.js";
import { type ConceptVariant, countVariant, type StoredConcept } from "./concept-variants.js";
import { conceptsOf, type Difference, type Turnover } from "./difference.js";
import { settleTriples } from "./settle-triples.js";
import type { Placed, Standing } from "./standing.js";
import { type ConceptReference, type DocumentEntry, type Notice, noticesOf } from "./stored-document.js";

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
  readonly evidence: {
    readonly put: readonly Placed[];
    readonly drop: readonly EvidenceKey[];
    /** Evidence of documents that do not change, in a new place among those of its work. */
    readonly move: readonly Placed[];
  };
  /** Evidence of retracted documents. */
  readonly withheld: { readonly put: readonly Standing[]; readonly drop: readonly EvidenceKey[] };
  readonly triples: { readonly put: readonly Put<StoredTriple>[]; readonly drop: readonly Triple[] };
  readonly concepts: { readonly put: readonly Put<StoredConcept>[]; readonly drop: readonly Curie[] };
  readonly references: {
    readonly put: readonly { readonly document: DocumentId; readonly reference: ConceptReference }[];
    readonly drop: readonly { readonly document: DocumentId; readonly concept: Curie }[];
  };
  /** Notices of the changed documents: all that are now in force, from each. */
  readonly notices: readonly { readonly by: DocumentId; readonly notices: readonly Notice[] }[];
}

/** The part of the graph that a difference touches, before the change, as far as it exists. */
export interface Present {
  readonly triples: ReadonlyMap<TripleKey, Aggregate>;
  readonly concepts: ReadonlyMap<Curie, StoredConcept>;
  /** All evidence of the works whose evidence changes. */
  readonly works: readonly Placed[];
  /** Retracted documents that speak of a touched triple that does not stand. */
  readonly retracted: ReadonlyMap<TripleKey, number>;
}

/**
 * From a difference and what is there to what is to be written. The work is proportional to the difference: aggregates are
 * adjusted, never recounted.
 */
export function settle(difference: Difference, present: Present): GraphWrites {
  const { evidence, ...settled } = settleTriples(difference, present);
  const degree = new Map<Curie, number>();
  const count = ({ subject, object }: Triple, delta: 1 | -1) => {
    for (const id of [subject, object]) degree.set(id, (degree.get(id) ?? 0) + delta);
  };
  for (const { before, after } of settled.put) if (!before) count(after.triple, 1);
  for (const triple of settled.drop) count(triple, -1);
  const { withheld } = difference;
  return {
    documents: difference.entries,
    evidence: { ...evidence, drop: dropped(difference.evidence) },
    withheld: { put: withheld.added, drop: dropped(withheld) },
    triples: settled,
    concepts: settleConcepts(difference, present.concepts, degree),
    references: {
      put: difference.references.flatMap(({ document, after }) =>
        after ? [{ document, reference: after }] : [],
      ),
      drop: difference.references.flatMap(({ document, concept, after }) =>
        after ? [] : [{ document, concept }],
      ),
    },
    notices: difference.entries.map((entry) => ({ by: entry.id, notices: noticesOf(entry) })),
  };
}

function dropped({ removed, added }: Turnover): readonly EvidenceKey[] {
  const kept = new Set(added.map(({ evidence }) => evidence.key));
  return removed.map(({ evidence }) => evidence.key).filter((key) => !kept.has(key));
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
