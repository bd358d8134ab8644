// Purpose: what live documents mention.
// Params: $rows of {document, concept, properties}
UNWIND $rows AS row
MATCH (d:Document {id: row.document}), (c:Concept {id: row.concept})
USING INDEX SEEK d:Document(id)
USING INDEX SEEK c:Concept(id)
MERGE (d)-[m:MENTIONS]->(c)
SET m = row.properties
