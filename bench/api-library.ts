import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";
import { tripleTypes } from "../src/store/neo4j/statements.js";

/**
 * The graph as `@neo4j/graphql` serves it, written as its documentation advises for what is no relationship with a fixed type: `@cypher`
 * fields over the indexes that the store has. It makes one Cypher statement of a whole query.
 */
const typeDefs = `
type Concept @node {
  id: String!
  name: String!
  category: String!
  documents: Int
  triples(first: Int!): [Triple!]! @cypher(
    statement: """
    MATCH (this)-[r:${tripleTypes.join("|")}]-()
    WITH r ORDER BY r.belief DESC, r.key LIMIT $first
    RETURN r {.key, .belief, .documents, predicate: type(r), s: startNode(r).id, o: endNode(r).id} AS triple
    """
    columnName: "triple"
  )
}

type Triple @node {
  key: String!
  predicate: String!
  belief: Float!
  documents: Int!
  subject: Concept! @cypher(statement: "MATCH (c:Concept {id: this.s}) RETURN c", columnName: "c")
  object: Concept! @cypher(statement: "MATCH (c:Concept {id: this.o}) RETURN c", columnName: "c")
  evidence(first: Int!): [Evidence!]! @cypher(
    statement: "MATCH (e:Evidence) WHERE e.triple = this.key AND e.rank > '' RETURN e ORDER BY e.rank LIMIT $first"
    columnName: "e"
  )
}

type Evidence @node {
  key: String!
  polarity: String!
  certainty: String!
  score: Float!
  sentence: String!
  document: String!
}
`;

export const libraryQuestion = `query Page($id: String!) {
  concepts(where: {id: {eq: $id}}) {
    id name category documents
    triples(first: 20) {
      key predicate belief documents
      subject { id name }
      object { id name }
      evidence(first: 3) { key polarity certainty score sentence document }
    }
  }
}`;

/** Behind the same HTTP server as ours, so that what differs is how a query is answered. */
export async function libraryApi(url: string) {
  const driver = neo4j.driver(url, neo4j.auth.basic("", ""));
  const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
  return createYoga({ schema, graphiql: false, logging: false });
}
