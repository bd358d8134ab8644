// Purpose: all evidence of triples.
// Params: $keys (of triples)
// Result: evidence (properties)
MATCH (e:Evidence)
WHERE e.triple IN $keys
RETURN e {.*} AS evidence
