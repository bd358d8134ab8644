// Purpose: walk through all concepts in the order of their ids.
// Params: $after (the last id seen), $limit
// Result: id
MATCH (c:Concept)
WHERE c.id > $after
RETURN c.id AS id
ORDER BY c.id
LIMIT $limit
