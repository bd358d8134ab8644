// Purpose: take away what documents no longer mention.
// Params: $rows of {document, concept}
UNWIND $rows AS row
MATCH (d:Document {id: row.document})-[m:MENTIONS]->(c:Concept {id: row.concept})
DELETE m
