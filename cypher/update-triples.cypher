// Purpose: new aggregates of triples that are there.
// Params: $rows of {element, properties}
UNWIND $rows AS row
MATCH ()-[r]->()
WHERE elementId(r) = row.element
SET r = row.properties
