// Purpose: put notices in force.
// Params: $rows of {by, type (RETRACTS or EXPRESSES_CONCERN_ABOUT), target}
UNWIND $rows AS row
MATCH (n:Document {id: row.by}), (d:Document {id: row.target})
USING INDEX SEEK n:Document(id)
USING INDEX SEEK d:Document(id)
CREATE (n)-[:$(row.type)]->(d)
