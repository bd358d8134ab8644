// Purpose: walk through all concepts in the order of their ids, as they stand.
// Params: $after (the last id seen), $limit
// Result: concept (properties)
MATCH (c:Concept)
WHERE c.id > $after AND c.name IS NOT NULL
RETURN c {.*, embedding: null, embeddedBy: null} AS concept
ORDER BY c.id
LIMIT $limit
