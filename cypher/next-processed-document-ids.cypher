// Purpose: walk through the documents of one fingerprint in the order of their ids.
// Params: $fingerprint, $after (the last id seen), $limit
// Result: id
MATCH (d:Document)
WHERE d.fingerprint = $fingerprint AND d.id > $after AND d.status <> 'deleted'
RETURN d.id AS id
ORDER BY d.id
LIMIT $limit
