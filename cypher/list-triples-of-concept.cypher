// Purpose: a page of the triples that a concept takes part in, greatest first.
// Params: $concept, $subject and $object (or null: either end), $minBelief, $value and $key (where the page before
//   ended), $limit
// Result: triple (properties), type, subject, object
MATCH (c:Concept {id: $concept})-[r:TRIPLE_TYPES]-()
WITH r, startNode(r).id AS subject, endNode(r).id AS object
WHERE r.belief >= $minBelief AND SORT_VALUE <= $value AND NOT (SORT_VALUE = $value AND r.key <= $key)
  AND ($subject IS NULL OR subject = $subject) AND ($object IS NULL OR object = $object)
RETURN r {.*} AS triple, type(r) AS type, subject, object
ORDER BY SORT_VALUE DESC, r.key
LIMIT $limit
