// Purpose: the first triples around each of some concepts, without what they are derived from.
// Params: $ids, $most; those of triple-filter that are asked for
// Result: id, steps (list of {key, type, subject, object, belief})
UNWIND $ids AS id
CALL (id) {
  MATCH (c:Concept {id: id})-[r:TRIPLE_TYPES]-()
  WITH id, r, startNode(r) AS s, endNode(r) AS o
  WHERE TRIPLE_FILTER
  WITH r, s, o
  ORDER BY SORT_VALUE DESC, r.key
  LIMIT $most
  RETURN collect({key: r.key, type: type(r), subject: s.id, object: o.id, belief: r.belief}) AS steps
}
RETURN id, steps
