// Purpose: documents that came and were not deleted.
// Params: $ids
// Result: document (properties)
MATCH (d:Document)
WHERE d.id IN $ids AND d.status IN ['live', 'retracted']
RETURN d {.*} AS document
