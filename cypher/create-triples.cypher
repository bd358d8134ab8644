// Purpose: new triples between concepts that are there.
// Params: $rows of {type, subject, object, properties}
UNWIND $rows AS row
MATCH (s:Concept {id: row.subject}), (o:Concept {id: row.object})
USING INDEX SEEK s:Concept(id)
USING INDEX SEEK o:Concept(id)
CREATE (s)-[r:$(row.type)]->(o)
SET r = row.properties
