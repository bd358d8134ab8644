// Purpose: the contested triples that a filter lets through, counted by all that facets tell apart.
// Params: $predicates; those of triple-filter that are asked for
// Result: type, subjectCategory, objectCategory, band (belief in whole tenths), lastYear, affirmed and denied (whether any
//   document does), triples
MATCH (e:Evidence {polarity: 'negated'})
WHERE e.predicate IN $predicates AND e.certainty <> 'question' AND e.duplicateOf IS NULL
WITH DISTINCT e.triple AS contested, e.subject AS subject, e.object AS object
MATCH (s:Concept {id: subject})-[r:TRIPLE_TYPES]->(o:Concept {id: object})
WHERE r.key = contested
WITH r, s, o
WHERE TRIPLE_FILTER
RETURN type(r) AS type, s.category AS subjectCategory, o.category AS objectCategory, toInteger(r.belief * 10) AS band,
  coalesce(r.lastYear, 0) AS lastYear, r.affirmed > 0 AS affirmed, r.denied > 0 AS denied, count(*) AS triples
