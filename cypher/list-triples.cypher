// Purpose: an entrance to triple-page: the whole graph's triples, greatest first: by belief in a branch for every type that is asked for, else all types in one.
// Params: $value and $key (where the page before ended), $limit; those of triple-filter that are asked for
// Result: r, s, o
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
WHERE TRIPLE_FILTER AND SORT_VALUE <= $value AND NOT (SORT_VALUE = $value AND r.key <= $key)
RETURN r, s, o
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
