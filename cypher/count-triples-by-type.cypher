// Purpose: how many triples of each predicate some concepts take part in. A branch for every predicate's type.
// Params: $ids
// Result: id, type, triples
UNWIND $ids AS id
MATCH (c:Concept {id: id})
RETURN id, 'TRIPLE_TYPE' AS type, COUNT { (c)-[:TRIPLE_TYPE]-() } AS triples
