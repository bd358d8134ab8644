// Purpose: what is remembered of documents.
// Params: $ids
// Result: id, state
MATCH (d:Document)
USING INDEX SEEK d:Document(id)
WHERE d.id IN $ids AND d.status <> 'expected'
RETURN d.id AS id, d {.status, .revision, .contentHash, .fingerprint, .extractor, .terminology} AS state
