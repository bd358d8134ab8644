// Purpose: how many of the triples that a concept takes part in a filter lets through.
// Params: $concept; those of triple-filter that are asked for
// Result: triples
MATCH (c:Concept {id: $concept})-[r:TRIPLE_TYPES]-()
WITH r, startNode(r) AS s, endNode(r) AS o
WHERE TRIPLE_FILTER
RETURN count(r) AS triples
