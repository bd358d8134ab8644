// Purpose: walk through all concepts in the order of their ids, with the former ids that lead to them.
// Params: $after (the last id seen), $limit
// Result: concept (properties), formerly (ids)
MATCH (c:Concept)
WHERE c.id > $after AND c.name IS NOT NULL
WITH c
ORDER BY c.id
LIMIT $limit
RETURN c {.*} AS concept, COLLECT { MATCH (f:FormerId)-[:REPLACED_BY]->(c) RETURN f.id } AS formerly
