// Purpose: forget documents that have not come and that no notice waits for.
// Params: $ids
MATCH (d:Document)
USING INDEX SEEK d:Document(id)
WHERE d.id IN $ids AND d.status = 'expected'
  AND NOT EXISTS { (:Document)-[:RETRACTS|EXPRESSES_CONCERN_ABOUT]->(d) }
DELETE d
