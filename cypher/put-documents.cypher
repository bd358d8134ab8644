// Purpose: replace documents.
// Params: $rows of {id, properties}
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
USING INDEX SEEK d:Document(id)
SET d = row.properties
