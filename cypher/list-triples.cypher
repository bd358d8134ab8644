// Purpose: a page of the whole graph's triples, greatest first. A branch for every predicate's type that is asked for.
// Params: $value and $key (where the page before ended), $minBelief, $limit
// Result: triple (properties), type, subject, object; the caller merges the branches
MATCH (s:Concept)-[r:TRIPLE_TYPE]->(o:Concept)
WHERE r.belief >= $minBelief AND SORT_VALUE <= $value AND NOT (SORT_VALUE = $value AND r.key <= $key)
RETURN r {.*} AS triple, type(r) AS type, s.id AS subject, o.id AS object
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
