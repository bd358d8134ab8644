// Purpose: forget former ids that lead to nothing. To be sent under their locks.
// Params: $ids
MATCH (f:FormerId)
USING INDEX SEEK f:FormerId(id)
WHERE f.id IN $ids AND NOT EXISTS { (f)-[:REPLACED_BY]->(:Concept) }
DELETE f
