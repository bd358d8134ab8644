// Purpose: triples of one predicate's type by key. The index is named, since on a small graph the planner would rather look through
//   all of the type, and keep to that while the graph grows.
// Params: $keys
// Result: triple (properties), type, subject, object
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
USING INDEX SEEK r:TRIPLE_TYPE(key)
WHERE r.key IN $keys
RETURN r {.*} AS triple, type(r) AS type, s.id AS subject, o.id AS object
