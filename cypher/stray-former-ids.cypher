// Purpose: former ids that lead to nothing.
// Result: id
MATCH (f:FormerId)
WHERE NOT EXISTS { (f)-[:REPLACED_BY]->(:Concept) }
RETURN f.id AS id
