// Purpose: walk through all triples of a predicate's type in the order of their keys, with their evidence.
// Params: $after (the last key seen), $limit
// Result: triple (properties), type, subject, object, evidence (list of properties), retracted (documents)
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
WHERE r.key > $after
WITH s, r, o
ORDER BY r.key
LIMIT $limit
RETURN r {.*} AS triple, type(r) AS type, s.id AS subject, o.id AS object,
  COLLECT { MATCH (e:Evidence {triple: r.key}) RETURN e {.*} } AS evidence,
  COUNT { (:RetractedEvidence {triple: r.key}) } AS retracted
