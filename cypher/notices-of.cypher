// Purpose: what documents declare, and the notices in force from them.
// Params: $ids
// Result: id, status, record, notices (of {type, target})
MATCH (d:Document)
WHERE d.id IN $ids
RETURN d.id AS id, d.status AS status, d.record AS record,
  COLLECT { MATCH (d)-[r:RETRACTS|EXPRESSES_CONCERN_ABOUT]->(t:Document) RETURN {type: type(r), target: t.id} } AS notices
