// Purpose: evidence by key.
// Params: $keys, $status (that its document should have)
// Result: evidence (properties), stands (whether it is from the document that it names, with that status)
MATCH (e:EVIDENCE_LABEL)
WHERE e.key IN $keys
RETURN e {.*} AS evidence, EXISTS { (e)-[:FROM]->(:Document {id: e.document, status: $status}) } AS stands
ORDER BY e.key
