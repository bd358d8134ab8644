// Purpose: what is remembered of documents.
// Params: $ids
// Result: id, state
MATCH (d:Document)
WHERE d.id IN $ids AND d.status <> 'expected'
RETURN d.id AS id, d {.status, .revision, .contentHash, .fingerprint, .extractor, .terminology} AS state
