// Purpose: replace documents.
// Params: $rows of {id, properties}
UNWIND $rows AS row
MATCH (d:Document {id: row.id})
SET d = row.properties
