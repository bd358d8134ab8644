// Purpose: an entrance to triple-page: the triples that some documents affirm and some deny, greatest first. Few are denied, and evidence that
//   denies has an index, so the graph is entered there.
// Params: $predicates, $value and $key (where the page before ended), $limit; those of triple-filter that are asked for
// Result: r, s, o
MATCH (e:Evidence {polarity: 'negated'})
WHERE e.predicate IN $predicates AND e.certainty <> 'question' AND e.duplicateOf IS NULL
WITH DISTINCT e.triple AS contested, e.subject AS subject, e.object AS object
MATCH (s:Concept {id: subject})-[r:TRIPLE_TYPES]->(o:Concept {id: object})
WHERE r.key = contested
WITH r, s, o
WHERE TRIPLE_FILTER AND SORT_VALUE <= $value AND NOT (SORT_VALUE = $value AND r.key <= $key)
RETURN r, s, o
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
