// Purpose: the first triples that join concepts of one set with concepts of another, for each pair of sets.
// Params: $pairs of {place, these, those}, $subject and $object (or null: either end), $minBelief, $most
// Result: place, steps (list of {key, type, subject, object, belief})
UNWIND $pairs AS pair
CALL (pair) {
  MATCH (c:Concept)-[r:TRIPLE_TYPES]-(other:Concept)
  WHERE c.id IN pair.these AND other.id IN pair.those
  WITH DISTINCT r, startNode(r).id AS subject, endNode(r).id AS object
  WHERE r.belief >= $minBelief AND ($subject IS NULL OR subject = $subject) AND ($object IS NULL OR object = $object)
  WITH r, subject, object
  ORDER BY SORT_VALUE DESC, r.key
  LIMIT $most
  RETURN collect({key: r.key, type: type(r), subject: subject, object: object, belief: r.belief}) AS steps
}
RETURN pair.place AS place, steps
