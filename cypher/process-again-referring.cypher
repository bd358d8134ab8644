// Purpose: the same for all documents that refer to a concept.
// Params: $id
MATCH (d:Document)-[:MENTIONS]->(:Concept {id: $id})
SET d.fingerprint = ''
