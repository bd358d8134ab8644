// Purpose: remove what documents said that are retracted no more, or deleted.
// Params: $keys
MATCH (e:RetractedEvidence)
USING INDEX SEEK e:RetractedEvidence(key)
WHERE e.key IN $keys
DETACH DELETE e
