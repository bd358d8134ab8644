// Purpose: What of all that is said of this rests on a single paper?
// Params: $concept (name or id)
//   :params {concept: 'Diabetes Mellitus, Type 2'}
// Result: subject, predicate, object, paper, title, year, belief; most believed first
MATCH (c:Concept)
WHERE c.id = $concept OR c.name = $concept
MATCH (c)-[r]-(:Concept)
WHERE r.affirmed + r.denied = 1
MATCH (e:Evidence {triple: r.key})-[:FROM]->(d:Document)
WHERE e.certainty <> 'question' AND e.duplicateOf IS NULL
RETURN startNode(r).name AS subject, type(r) AS predicate, endNode(r).name AS object, d.id AS paper, d.title AS title,
  d.year AS year, r.belief AS belief
ORDER BY belief DESC, paper, subject, object
LIMIT 50
