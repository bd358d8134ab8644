// Purpose: how many triples that some documents affirm and some deny a filter lets through.
// Params: $predicates; those of triple-filter that are asked for
// Result: triples
MATCH (e:Evidence {polarity: 'negated'})
WHERE e.predicate IN $predicates AND e.certainty <> 'question' AND e.duplicateOf IS NULL
WITH DISTINCT e.triple AS contested, e.subject AS subject, e.object AS object
MATCH (s:Concept {id: subject})-[r:TRIPLE_TYPES]->(o:Concept {id: object})
WHERE r.key = contested
WITH r, s, o
WHERE TRIPLE_FILTER
RETURN count(r) AS triples
