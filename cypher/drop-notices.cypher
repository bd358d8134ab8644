// Purpose: lift every retraction that documents declare.
// Params: $ids
MATCH (n:Document)-[r:RETRACTS]->(:Document)
WHERE n.id IN $ids
DELETE r
