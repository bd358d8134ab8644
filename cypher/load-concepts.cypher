// Purpose: concepts by id. Nodes that were just made have no name yet.
// Params: $ids
// Result: concept (properties)
MATCH (c:Concept)
USING INDEX SEEK c:Concept(id)
WHERE c.id IN $ids AND c.name IS NOT NULL
RETURN c {.*, embedding: null, embeddedBy: null} AS concept
