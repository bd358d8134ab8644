// Purpose: remove evidence.
// Params: $keys
MATCH (e:Evidence)
WHERE e.key IN $keys
DETACH DELETE e
