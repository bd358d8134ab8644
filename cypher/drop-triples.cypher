// Purpose: remove triples of one predicate's type that nothing supports.
// Params: $keys
MATCH ()-[r:TRIPLE_TYPE]->()
USING INDEX SEEK r:TRIPLE_TYPE(key)
WHERE r.key IN $keys
DELETE r
