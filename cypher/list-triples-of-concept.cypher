// Purpose: an entrance to triple-page: the triples that a concept takes part in, greatest first.
// Params: $concept, $value and $key (where the page before ended), $limit; those of triple-filter that are asked for
// Result: r, s, o
MATCH (c:Concept {id: $concept})-[r:TRIPLE_TYPES]-()
WITH r, startNode(r) AS s, endNode(r) AS o
WHERE TRIPLE_FILTER AND SORT_VALUE <= $value AND NOT (SORT_VALUE = $value AND r.key <= $key)
RETURN r, s, o
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
