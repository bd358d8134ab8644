// Purpose: let former ids lead to the concepts that took their place.
// Params: $rows of {id, concept}
UNWIND $rows AS row
MATCH (f:FormerId {id: row.id}), (c:Concept {id: row.concept})
USING INDEX SEEK f:FormerId(id)
USING INDEX SEEK c:Concept(id)
MERGE (f)-[:REPLACED_BY]->(c)
