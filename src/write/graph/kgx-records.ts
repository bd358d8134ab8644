import type { EvidenceRecord } from "../../domain/evidence.js";
import type { ConceptRecord, TripleRecord } from "../../domain/graph-reader.js";
import { biolinkId } from "./biolink-ids.js";

/** A property's value in KGX; lists are of texts. */
export type KgxValue = string | number | boolean | readonly string[];
export type KgxRecord = Readonly<Record<string, KgxValue>>;

/** A concept as a node of KGX (https://github.com/biolink/kgx, specification of the format). */
export function kgxNode(concept: ConceptRecord): KgxRecord {
  const { id, category, name, synonyms, xrefs, taxon, provisional, documents, triples } = concept;
  return {
    id: biolinkId(id),
    category: [`biolink:${category}`],
    name,
    ...(synonyms.length > 0 && { synonym: synonyms }),
    ...(xrefs.length > 0 && { xref: xrefs.map(biolinkId) }),
    ...(taxon !== undefined && { taxon: biolinkId(taxon) }),
    ...(provisional && { provisional }),
    documents,
    triples,
  };
}

/**
 * A triple as an edge of KGX, or undefined when documents only ask whether it holds: an edge states something. One that
 * documents deny and none affirms is negated, and its publications are those that deny; of any other they are those that
 * affirm, and who denies it stands beside. Of what a text says the level of knowledge cannot be told, so it is
 * `not_provided`, as the model (4.4) has it for edges from texts.
 *
 * @param evidence all of the triple's, best first
 */
export function kgxEdge(triple: TripleRecord, evidence: readonly EvidenceRecord[]): KgxRecord | undefined {
  const { key, subject, predicate, object, belief, documents, firstYear, lastYear, aggregate } = triple;
  const { affirmed, denied, hedged, questions, concerns, duplicates, retracted } = aggregate;
  const stating = evidence.filter(({ certainty }) => certainty !== "question");
  const negated = affirmed === 0;
  const best = stating.find(({ duplicateOf }) => duplicateOf === undefined);
  if (!best) return undefined;
  const publications = (polarity: EvidenceRecord["polarity"]) =>
    stating.filter((one) => one.polarity === polarity).map(({ documentId }) => biolinkId(documentId));
  const denying = publications("negated");
  return {
    id: key,
    category: ["biolink:Association"],
    subject: biolinkId(subject),
    predicate: `biolink:${predicate}`,
    object: biolinkId(object),
    negated,
    knowledge_level: "not_provided",
    agent_type: "text_mining_agent",
    primary_knowledge_source: "infores:litweave",
    publications: negated ? denying : publications("affirmed"),
    ...(!negated && denying.length > 0 && { denying_publications: denying }),
    supporting_text: best.sentences.map(({ text }) => text),
    evidence_count: documents,
    belief,
    affirmed,
    denied,
    hedged,
    questions,
    concerns,
    duplicates,
    retracted,
    ...(firstYear !== undefined && { first_year: firstYear }),
    ...(lastYear !== undefined && { last_year: lastYear }),
  };
}
