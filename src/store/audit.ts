import { canonicalJson } from "../domain/canonical-json.js";
import type { Curie } from "../domain/curie.js";
import { documentText } from "../domain/document.js";
import type { Finding, TripleRecord } from "../domain/graph-store.js";
import type { Span } from "../domain/span.js";
import type { TripleKey } from "../domain/triple.js";
import { type ConceptVariant, documentsOf, type StoredConcept, variantName } from "./concept-variants.js";
import { sortValue, tripleRecord } from "./records.js";
import type { StoredTriple } from "./settle.js";
import { type Placed, recount } from "./standing.js";
import { type Delivery, spansByConcept } from "./stored-document.js";

/** What was found broken and what should stand instead: `put`, nothing (`drop`), or there is no telling. */
export interface Fault<T> {
  readonly finding: Omit<Finding, "repaired">;
  readonly repair: { readonly put: T } | "drop" | "none";
}

/** A triple as stored, with the numbers that the store sorts by. */
export interface RecordedTriple extends StoredTriple {
  readonly belief: number;
  readonly documents: number;
  readonly lastYear: number;
}

/** A triple as its evidence makes it, with evidence that is to be placed anew among that of its work. */
export interface RecountedTriple extends StoredTriple {
  readonly move: readonly Placed[];
}

/**
 * Recounts a triple from its evidence; `stored` is undefined when only evidence speaks of it.
 *
 * @param retracted how many retracted documents speak of it
 */
export function checkTriple(
  key: TripleKey,
  stored: RecordedTriple | undefined,
  evidence: readonly Placed[],
  retracted: number,
): Fault<RecountedTriple> | undefined {
  const [first] = evidence;
  if (!first) {
    return {
      finding: { invariant: "orphan", subject: key, message: "the triple has no evidence" },
      repair: "drop",
    };
  }
  const right = recount(evidence, retracted);
  const places = new Map(evidence.map((placed) => [placed.evidence.key, placed.duplicateOf]));
  const move = right.evidence.filter((placed) => placed.duplicateOf !== places.get(placed.evidence.key));
  const recounted = {
    triple: stored?.triple ?? first.evidence.triple,
    aggregate: right.aggregate,
    move,
  };
  if (!stored) {
    const finding = {
      invariant: "reference",
      subject: key,
      message: "evidence speaks of a missing triple",
    } as const;
    return { finding, repair: { put: recounted } };
  }
  const counts = numbersOf(tripleRecord(recounted)) === numbersOf({ ...tripleRecord(stored), ...stored });
  if (counts && move.length === 0) return undefined;
  const message = counts
    ? `${move.length} of its documents are marked wrongly as the same work or as works of their own`
    : `its counts differ from a recount of its evidence (${evidence.length} documents)`;
  return { finding: { invariant: "aggregate", subject: key, message }, repair: { put: recounted } };
}

function numbersOf(record: TripleRecord): string {
  const { belief, documents, aggregate } = record;
  return canonicalJson({ belief, documents, lastYear: sortValue(record, "lastYear"), aggregate });
}

/** Documents by the description of a concept that they brought, and the triples the concept is part of. */
export interface ConceptRecount {
  readonly documents: ReadonlyMap<string, number>;
  readonly triples: number;
}

/** Recounts a concept; `stored` is undefined when it is only referred to. */
export function checkConcept(
  id: Curie,
  stored: StoredConcept | undefined,
  recount: ConceptRecount,
): Fault<StoredConcept> | undefined {
  if (!stored) {
    const message = `${recount.documents.size > 0 ? "documents refer" : "triples refer"} to a missing concept`;
    return { finding: { invariant: "reference", subject: id, message }, repair: "none" };
  }
  const counted = stored.variants.flatMap(({ concept }): ConceptVariant[] => {
    const documents = recount.documents.get(variantName(concept)) ?? 0;
    return documents > 0 ? [{ concept, documents }] : [];
  });
  const [first, ...rest] = counted;
  if (!first && recount.documents.size === 0) {
    return { finding: { invariant: "orphan", subject: id, message: "nothing refers to it" }, repair: "drop" };
  }
  if (!first || counted.length < recount.documents.size) {
    const message = "documents refer to a description that is missing";
    return { finding: { invariant: "reference", subject: id, message }, repair: "none" };
  }
  const right: StoredConcept = { variants: [first, ...rest], triples: recount.triples };
  if (canonicalJson(right) === canonicalJson(stored)) return undefined;
  const message = `it counts ${documentsOf(stored)} documents and ${stored.triples} triples, a recount ${documentsOf(right)} and ${right.triples}`;
  return { finding: { invariant: "aggregate", subject: id, message }, repair: { put: right } };
}

/** Checks that every mention is where it says, and that the graph holds just the references it should. */
export function checkDocument(
  delivery: Delivery,
  references: ReadonlyMap<Curie, readonly Span[]>,
): readonly Omit<Finding, "repaired">[] {
  const { id } = delivery.document;
  const text = documentText(delivery.document);
  const findings: Omit<Finding, "repaired">[] = [];
  for (const mention of delivery.mentions) {
    if (text.slice(mention.start, mention.end) === mention.text) continue;
    const message = `the mention “${mention.text}” is not at ${mention.start}–${mention.end} of the text`;
    findings.push({ invariant: "alignment", subject: id, message });
  }
  const expected = spansByConcept(delivery.mentions, delivery.evidence);
  for (const concept of new Set([...expected.keys(), ...references.keys()])) {
    if (canonicalJson(expected.get(concept)) === canonicalJson(references.get(concept))) continue;
    const message = `its reference to ${concept} does not agree with its mentions and evidence`;
    findings.push({ invariant: "reference", subject: id, message });
  }
  return findings;
}
