// Purpose: the first triples around each of some concepts, without what they are derived from.
// Params: $ids, $subject and $object (or null: either end), $minBelief, $most
// Result: id, steps (list of {key, type, subject, object, belief})
UNWIND $ids AS id
CALL (id) {
  MATCH (c:Concept {id: id})-[r:TRIPLE_TYPES]-()
  WITH r, startNode(r).id AS subject, endNode(r).id AS object
  WHERE r.belief >= $minBelief AND ($subject IS NULL OR subject = $subject) AND ($object IS NULL OR object = $object)
  WITH r, subject, object
  ORDER BY SORT_VALUE DESC, r.key
  LIMIT $most
  RETURN collect({key: r.key, type: type(r), subject: subject, object: object, belief: r.belief}) AS steps
}
RETURN id, steps
