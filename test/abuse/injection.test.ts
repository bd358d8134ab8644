import { expect, it } from "vitest";
import { openExample } from "../api/asking.js";
import { describeInjection, places } from "./injection.js";

// The real Neo4j is held to the same by test/store/neo4j.test.ts, which has a server.
describeInjection("the embedded store", openExample);

it("every argument that takes a text is tried", () => {
  const names = places.map(({ name }) => name);
  for (const name of [
    "Query.concept(id)",
    "Query.concepts(text)",
    "Query.concepts(after)",
    "Query.triples(subject)",
    "Query.triples(after)",
    "Query.triple(id)",
    "Query.document(id)",
    "Query.job(id)",
    "Mutation.ingestText(title)",
    "Mutation.ingestRecords(content)",
    "Mutation.fetchPubMed(query)",
    "Mutation.deleteDocuments(ids)",
    "Mutation.retryJob(id)",
    "Query.annotate(title)",
    "Query.links(items.context)",
    "Triple.asOf(date)",
    "Triple.evidence(after)",
    "Triple.evidence(asOf)",
  ]) {
    expect(names).toContain(name);
  }
});
