// Purpose: how many triples of the whole graph a filter lets through.
// Params: those of triple-filter that are asked for
// Result: triples
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
WHERE TRIPLE_FILTER
RETURN count(r) AS triples
