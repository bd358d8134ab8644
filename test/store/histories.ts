import fc from "fast-check";
import type { DocumentId } from "../../src/domain/document.js";
import type { DocumentChange } from "../../src/domain/graph-store.js";
import { type Claim, conceptNames, type Paper, paper } from "./world.js";

/** What happened, in batches as they were written, and what is the case at the end. */
export interface History {
  readonly batches: readonly (readonly DocumentChange[])[];
  readonly final: readonly DocumentChange[];
}

const ids = ["PMID:1", "PMID:2", "PMID:3", "PMID:4"] as const satisfies readonly DocumentId[];
const id = fc.constantFrom<DocumentId>(...ids);

const claim: fc.Arbitrary<Claim> = fc.record({
  subject: fc.constantFrom(...conceptNames),
  predicate: fc.constantFrom("associated_with", "positively_correlated_with", "treats"),
  object: fc.constantFrom(...conceptNames),
  score: fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
  polarity: fc.constantFrom("affirmed", "negated"),
  certainty: fc.constantFrom("asserted", "hedged", "question"),
  role: fc.constantFrom("title", "background", "results"),
});

const delivery: fc.Arbitrary<Paper> = fc.record(
  {
    id,
    version: fc.integer({ min: 1, max: 3 }),
    revisedAt: fc.constantFrom("", "2020-01-02", "2021"),
    year: fc.integer({ min: 2018, max: 2021 }),
    mentions: fc.uniqueArray(fc.constantFrom(...conceptNames), { maxLength: 3 }),
    claims: fc.array(claim, { maxLength: 4 }),
    retracted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    retracts: fc.oneof(
      { weight: 3, arbitrary: fc.constant<readonly DocumentId[]>([]) },
      { weight: 1, arbitrary: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }) },
    ),
    renamed: fc.uniqueArray(fc.constantFrom(...conceptNames), { maxLength: 2 }),
  },
  { requiredKeys: ["id"] },
);

const deletions: fc.Arbitrary<readonly DocumentId[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.uniqueArray(id, { maxLength: 2 }) },
);

function winners(changes: readonly DocumentChange[]): readonly DocumentChange[] {
  const final = new Map<DocumentId, DocumentChange>();
  for (const change of changes) {
    if (change.kind === "delete") final.set(change.documentId, change);
    else {
      const before = final.get(change.document.id);
      if (before?.kind === "delete" || (before && before.revision > change.revision)) continue;
      final.set(change.document.id, change);
    }
  }
  return [...final.values()];
}

/** Revisions, deletions, notices and repetitions in any order, cut into batches anywhere. */
export const history: fc.Arbitrary<History> = fc
  .record({
    deliveries: fc.array(delivery, { minLength: 1, maxLength: 8 }),
    deletions,
  })
  .chain(({ deliveries, deletions: gone }) => {
    const changes: DocumentChange[] = [
      ...deliveries.map(paper),
      ...gone.map((documentId) => ({ kind: "delete" as const, documentId })),
    ];
    const again = fc.subarray(changes);
    const order = again.chain((more) =>
      fc.shuffledSubarray([...changes, ...more], { minLength: changes.length + more.length }),
    );
    const cuts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 24, maxLength: 24 });
    return fc
      .tuple(order, cuts)
      .map(([all, sizes]) => ({ batches: cut(all, sizes), final: winners(changes) }));
  });

function cut(
  changes: readonly DocumentChange[],
  sizes: readonly number[],
): readonly (readonly DocumentChange[])[] {
  const batches: (readonly DocumentChange[])[] = [];
  let start = 0;
  for (const size of sizes) {
    if (start >= changes.length) break;
    batches.push(changes.slice(start, start + size));
    start += size;
  }
  return batches;
}
