/** Questions that the client has no function for. */

export const suggest = `query Suggest($prefix: String!) {
  suggestConcepts(prefix: $prefix, first: 20) { matchedName concept { id name category } }
}`;

export const triples = `query Filtered($filter: TripleFilter) {
  triples(filter: $filter, first: 20) {
    totalCount
    facets {
      predicates { predicate triples }
      subjectCategories { category triples }
      objectCategories { category triples }
      beliefs { from to triples }
      lastYears { year triples }
      stances { stance triples }
    }
    edges { node { id predicate belief documents subject { id name } object { id name } } }
  }
}`;

export const neighbourhood = `query Neighbourhood($id: CURIE!) {
  concept(id: $id) { id neighbourhood(first: 30) {
    truncated
    concepts { id name category documents }
    triples { id predicate belief subject { id } object { id } }
  } }
}`;

export const paths = `query Paths($from: CURIE!, $to: CURIE!) {
  paths(from: $from, to: $to, maxLength: 3, first: 10) {
    length belief concepts { id name } triples { id predicate belief }
  }
}`;

export const timeline = `query Timeline($id: CURIE!) {
  concept(id: $id) { id documents timeline { year documents } tripleCounts { predicate triples } }
}`;

export const changes = `query Changes($since: DateTime!) {
  changes(since: $since, first: 50) { reachesBackTo edges { node {
    at documentId outcome vanished appeared { id predicate belief } changed { id predicate belief }
  } } }
}`;

export const contradictions = `query Contradictions {
  contradictions(first: 20) { edges { node { id predicate affirmed denied subject { name } object { name }
    evidence(first: 2) { edges { node { polarity sentences { text } } } } } } }
}`;

export const batch = `query Batch($documents: [ID!]!, $concepts: [CURIE!]!) {
  documentsById(ids: $documents) { id title year status }
  conceptsById(ids: $concepts) { id name documents }
}`;

export const popularOnes = `query Popular {
  concepts(first: 100) { edges { node { id name documents } } }
  triples(order: documents, first: 60) { edges { node { id documents } } }
}`;

export const standing = "query Standing($id: ID!) { triple(id: $id) { id documents } }";

export const stats =
  "query Stats { stats { documents retracted deleted concepts triples evidence mentions } }";

export const everyDocument = `query Every($after: String) {
  documents(first: 100, after: $after) { edges { node { id status } } pageInfo { hasNextPage endCursor } }
}`;
