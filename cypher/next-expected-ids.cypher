// Purpose: walk through all documents that notices name and that have not come, in the order of their ids.
// Params: $after (the last id seen), $limit
// Result: id
MATCH (d:Document)
WHERE d.id > $after AND d.status = 'expected'
RETURN d.id AS id
ORDER BY d.id
LIMIT $limit
