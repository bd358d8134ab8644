// Purpose: new aggregates of triples of one predicate's type that are there.
// Params: $rows of {key, properties}
UNWIND $rows AS row
MATCH ()-[r:TRIPLE_TYPE]->()
USING INDEX SEEK r:TRIPLE_TYPE(key)
WHERE r.key = row.key
SET r = row.properties
