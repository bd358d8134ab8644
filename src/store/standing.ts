import { type Aggregate, adjust, emptyAggregate } from "../domain/belief.js";
import type { DocumentId } from "../domain/document.js";
import type { Evidence, EvidenceRecord } from "../domain/evidence.js";
import { groupBy } from "../domain/group-by.js";
import type { WorkKey } from "../domain/work.js";

/** What a document says of a triple, with all that decides whether and for how much it counts. */
export interface Standing {
  readonly evidence: Evidence;
  readonly work: WorkKey;
  /** The last day that its date of publication may mean; undefined without a date. */
  readonly published: string | undefined;
  /** The document is under an expression of concern. */
  readonly concern: boolean;
}

/** The same in its place among the documents of its work. */
export interface Placed extends Standing {
  /** The document that counts in place of this one; undefined of the one that counts. */
  readonly duplicateOf: DocumentId | undefined;
}

/** What readers see of it. */
export function evidenceRecord({ evidence, concern, duplicateOf }: Placed): EvidenceRecord {
  return {
    ...evidence,
    ...(concern && { concern }),
    ...(duplicateOf !== undefined && { duplicateOf }),
  };
}

/** Puts the evidence of one triple and one work in its order: the first published counts, by date and then by id. */
export function place(work: readonly Standing[]): readonly Placed[] {
  const sorted = [...work].sort((a, b) => (dateAndId(a) < dateAndId(b) ? -1 : 1));
  const first = sorted[0]?.evidence.documentId;
  return sorted.map((standing, at) => ({ ...standing, duplicateOf: at === 0 ? undefined : first }));
}

/** What has no date comes last: `~` sorts after every digit. */
function dateAndId({ published = "~", evidence }: Standing): string {
  return `${published} ${evidence.documentId}`;
}

/** The aggregate with one work's evidence, as it is placed, added (`sign` 1) or taken away (`sign` −1). */
export function adjustByWork(aggregate: Aggregate, work: readonly Placed[], sign: 1 | -1): Aggregate {
  const [first] = work;
  if (!first) return aggregate;
  const adjusted = adjust(aggregate, evidenceRecord(first), sign);
  return { ...adjusted, duplicates: adjusted.duplicates + sign * (work.length - 1) };
}

/** A triple counted anew from all its evidence and the number of retracted documents that spoke of it. */
export function recount(
  standings: readonly Standing[],
  retracted: number,
): { readonly aggregate: Aggregate; readonly evidence: readonly Placed[] } {
  const works = [...groupBy(standings, ({ work }) => work).values()].map(place);
  const start = { ...emptyAggregate, retracted };
  return {
    aggregate: works.reduce((aggregate, work) => adjustByWork(aggregate, work, 1), start),
    evidence: works.flat(),
  };
}
