// Purpose: former ids lead no longer to concepts.
// Params: $rows of {id, concept}
UNWIND $rows AS row
MATCH (f:FormerId {id: row.id})-[r:REPLACED_BY]->(c:Concept {id: row.concept})
USING INDEX SEEK f:FormerId(id)
DELETE r
