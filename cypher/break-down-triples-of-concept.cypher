// Purpose: the triples of a concept that a filter lets through, counted by all that facets tell apart.
// Params: $concept; those of triple-filter that are asked for
// Result: type, subjectCategory, objectCategory, band (belief in whole tenths), lastYear, affirmed and denied (whether any
//   document does), triples
MATCH (c:Concept {id: $concept})-[r:TRIPLE_TYPES]-()
WITH r, startNode(r) AS s, endNode(r) AS o
WHERE TRIPLE_FILTER
RETURN type(r) AS type, s.category AS subjectCategory, o.category AS objectCategory, toInteger(r.belief * 10) AS band,
  coalesce(r.lastYear, 0) AS lastYear, r.affirmed > 0 AS affirmed, r.denied > 0 AS denied, count(*) AS triples
