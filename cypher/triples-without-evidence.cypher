// Purpose: triples that nothing supports or denies. Run as one statement, a branch for every predicate's type.
// Result: element, key
MATCH ()-[r:TRIPLE_TYPE]->()
WHERE NOT EXISTS { (:Evidence {triple: r.key}) }
RETURN elementId(r) AS element, r.key AS key
