// Purpose: triples by key. Run as one statement, a branch for every predicate's type.
// Params: $keys
// Result: element (id within this transaction), triple (properties), type, subject, object
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
WHERE r.key IN $keys
RETURN elementId(r) AS element, r {.*} AS triple, type(r) AS type, s.id AS subject, o.id AS object
