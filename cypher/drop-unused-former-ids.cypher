// Purpose: forget former ids that lead to nothing. To be sent under their locks.
// Params: $ids
MATCH (f:FormerId)
WHERE f.id IN $ids AND NOT EXISTS { (f)-[:REPLACED_BY]->(:Concept) }
DELETE f
