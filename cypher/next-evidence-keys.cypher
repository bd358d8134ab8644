// Purpose: walk through all evidence, or all of retracted documents, in the order of its keys, without its content.
// Params: $after (the last key seen), $limit
// Result: key
MATCH (e:EVIDENCE_LABEL)
WHERE e.key > $after
RETURN e.key AS key
ORDER BY e.key
LIMIT $limit
