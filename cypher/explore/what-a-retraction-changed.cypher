// Purpose: What did retracted papers say, and does it still stand without them?
// Params: none
// Result: paper (retracted), title, notice, subject, predicate, object (ids of what no paper mentions any more), supported
//   (papers that still affirm it), belief (0 where nothing is left); latest first
MATCH (d:Document {status: 'retracted'})
USING INDEX d:Document(status)
MATCH (d)<-[:FROM]-(e:RetractedEvidence)
OPTIONAL MATCH (a:Concept {id: e.subject})
OPTIONAL MATCH (b:Concept {id: e.object})
CALL (e, a, b) {
  OPTIONAL MATCH (a)-[r]->(b)
  WHERE r.key = e.triple
  RETURN r
}
RETURN d.id AS paper, d.title AS title, COLLECT { MATCH (n:Document)-[:RETRACTS]->(d) RETURN n.id }[0] AS notice,
  coalesce(a.name, e.subject) AS subject, toUpper(e.predicate) AS predicate, coalesce(b.name, e.object) AS object,
  coalesce(r.affirmed, 0) AS supported, coalesce(r.belief, 0.0) AS belief
ORDER BY d.publishedAt DESC, paper, subject, object
LIMIT 50
