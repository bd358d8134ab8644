// Purpose: concepts with the former ids that lead to them.
// Params: $ids
// Result: concept (properties), formerly (ids)
MATCH (c:Concept)
WHERE c.id IN $ids AND c.name IS NOT NULL
RETURN c {.*, embedding: null, embeddedBy: null} AS concept, COLLECT { MATCH (f:FormerId)-[:REPLACED_BY]->(c) RETURN f.id } AS formerly
