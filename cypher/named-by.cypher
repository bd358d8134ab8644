// Purpose: the documents that notices name now, to know beforehand which nodes a change will lock.
// Params: $ids
// Result: target, one row each
MATCH (n:Document)-[:RETRACTS|EXPRESSES_CONCERN_ABOUT]->(target:Document)
USING INDEX SEEK n:Document(id)
WHERE n.id IN $ids
RETURN DISTINCT target.id AS target
