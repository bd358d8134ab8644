// Purpose: take away what documents no longer mention. Both ends are found first, so that the mentions of a concept that very many
//   documents mention are not looked through.
// Params: $rows of {document, concept}
UNWIND $rows AS row
MATCH (d:Document {id: row.document}), (c:Concept {id: row.concept})
USING INDEX SEEK d:Document(id)
USING INDEX SEEK c:Concept(id)
WITH d, c
MATCH (d)-[m:MENTIONS]->(c)
DELETE m
