// Purpose: lift every notice that documents give.
// Params: $ids
MATCH (n:Document)-[r:RETRACTS|EXPRESSES_CONCERN_ABOUT]->(:Document)
USING INDEX SEEK n:Document(id)
WHERE n.id IN $ids
DELETE r
