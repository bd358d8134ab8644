// Purpose: walk through the concepts without a vector by an encoder, in the order of their ids.
// Params: $after (the last id seen), $encoder, $limit
// Result: id, name
MATCH (c:Concept)
WHERE c.id > $after AND c.name IS NOT NULL AND (c.embeddedBy IS NULL OR c.embeddedBy <> $encoder)
RETURN c.id AS id, c.name AS name
ORDER BY c.id
LIMIT $limit
