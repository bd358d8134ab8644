// Purpose: remove triples that nothing supports.
// Params: $elements
UNWIND $elements AS element
MATCH ()-[r]->()
WHERE elementId(r) = element
DELETE r
