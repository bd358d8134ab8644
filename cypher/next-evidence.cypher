// Purpose: walk through all evidence in the order of its keys.
// Params: $after (the last key seen), $limit
// Result: evidence (properties)
MATCH (e:Evidence)
WHERE e.key > $after
RETURN e {.*} AS evidence
ORDER BY e.key
LIMIT $limit
