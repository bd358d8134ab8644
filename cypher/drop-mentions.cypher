// Purpose: take away what documents no longer mention. Both ends are found first, and the way leads from the document: the mentions of a
//   concept that very many documents mention are not looked through, which the server may do between two ends that it knows.
// Params: $rows of {document, concept}
UNWIND $rows AS row
MATCH (d:Document {id: row.document}), (c:Concept {id: row.concept})
USING INDEX SEEK d:Document(id)
USING INDEX SEEK c:Concept(id)
WITH d, c
MATCH (d)-[m:MENTIONS]->(mentioned)
WHERE mentioned = c
DELETE m
