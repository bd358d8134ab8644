// Purpose: put retractions in force.
// Params: $rows of {notice, target}
UNWIND $rows AS row
MATCH (n:Document {id: row.notice}), (d:Document {id: row.target})
CREATE (n)-[:RETRACTS]->(d)
