// Purpose: remove evidence.
// Params: $keys
MATCH (e:Evidence)
USING INDEX SEEK e:Evidence(key)
WHERE e.key IN $keys
DETACH DELETE e
