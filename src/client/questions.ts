import type { Client, RequestOptions } from "./client.js";
import {
  AnnotateDocument,
  type AnnotateQueryVariables,
  ConceptDocument,
  type ConceptQueryVariables,
  DocumentDocument,
  SearchConceptsDocument,
  type SearchConceptsQueryVariables,
  TripleEvidenceDocument,
  type TripleEvidenceQueryVariables,
  TriplesDocument,
  type TriplesQueryVariables,
} from "./generated.js";

/** Concepts by name, the best match first, page after page. */
export function searchConcepts(
  client: Client,
  variables: SearchConceptsQueryVariables,
  options?: RequestOptions,
) {
  return client.items(SearchConceptsDocument, variables, ({ concepts }) => concepts, options);
}

/** A concept with its strongest triples and the best evidence of each; null when nothing in the graph refers to it. */
export async function readConcept(
  client: Client,
  variables: ConceptQueryVariables,
  options?: RequestOptions,
) {
  return (await client.request(ConceptDocument, variables, options)).concept;
}

/** Triples, the strongest first, page after page. */
export function listTriples(client: Client, variables: TriplesQueryVariables, options?: RequestOptions) {
  return client.items(TriplesDocument, variables, ({ triples }) => triples, options);
}

/** What documents say of a triple, affirming ones first, page after page; nothing of a triple that is not there. */
export function listEvidence(
  client: Client,
  variables: TripleEvidenceQueryVariables,
  options?: RequestOptions,
) {
  return client.items(TripleEvidenceDocument, variables, ({ triple }) => triple?.evidence, options);
}

/** A document with its text and what it mentions; null when it was never read. */
export async function readDocument(client: Client, id: string, options?: RequestOptions) {
  return (await client.request(DocumentDocument, { id }, options)).document;
}

/** What is read out of a text: mentions, concepts, relations. The server needs its models for it. */
export async function annotateText(
  client: Client,
  variables: AnnotateQueryVariables,
  options?: RequestOptions,
) {
  return (await client.request(AnnotateDocument, variables, options)).annotate;
}
