// Purpose: put evidence, each from its document.
// Params: $rows of {key, document, properties}
UNWIND $rows AS row
MATCH (d:Document {id: row.document})
USING INDEX SEEK d:Document(id)
MERGE (e:Evidence {key: row.key})
SET e = row.properties
MERGE (e)-[:FROM]->(d)
