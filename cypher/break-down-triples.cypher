// Purpose: the triples of the whole graph that a filter lets through, counted by all that facets tell apart.
// Params: those of triple-filter that are asked for
// Result: type, subjectCategory, objectCategory, band (belief in whole tenths), lastYear, affirmed and denied (whether any
//   document does), triples
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
WHERE TRIPLE_FILTER
RETURN type(r) AS type, s.category AS subjectCategory, o.category AS objectCategory, toInteger(r.belief * 10) AS band,
  coalesce(r.lastYear, 0) AS lastYear, r.affirmed > 0 AS affirmed, r.denied > 0 AS denied, count(*) AS triples
