// Purpose: the first triples that join concepts of one set with concepts of another, for each pair of sets.
// Params: $pairs of {place, these, those}, $most; those of triple-filter that are asked for
// Result: place, steps (list of {key, type, subject, object, belief})
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (c:Concept)-[r:TRIPLE_TYPES]-(other:Concept)
  WHERE c.id IN pair.these AND other.id IN pair.those
  WITH DISTINCT r, startNode(r) AS s, endNode(r) AS o
  WHERE TRIPLE_FILTER
  WITH r, s, o
  ORDER BY SORT_VALUE DESC, r.key
  LIMIT $most
  RETURN collect({key: r.key, type: type(r), subject: s.id, object: o.id, belief: r.belief}) AS steps
}
RETURN pair.place AS place, steps
