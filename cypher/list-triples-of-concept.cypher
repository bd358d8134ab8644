// Purpose: a page of the triples that a concept takes part in, greatest first.
// Params: $concept, $value and $key (where the page before ended), $limit; those of triple-filter that are asked for
// Result: triple (properties), type, subject, object
MATCH (c:Concept {id: $concept})-[r:TRIPLE_TYPES]-()
WITH r, startNode(r) AS s, endNode(r) AS o
WHERE TRIPLE_FILTER AND SORT_VALUE <= $value AND NOT (SORT_VALUE = $value AND r.key <= $key)
RETURN r {.*} AS triple, type(r) AS type, s.id AS subject, o.id AS object
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
