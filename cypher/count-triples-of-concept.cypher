// Purpose: how many triples a concept takes part in.
// Params: $concept, $subject and $object (or null: either end), $minBelief
// Result: triples
MATCH (c:Concept {id: $concept})-[r:TRIPLE_TYPES]-()
WITH r, startNode(r).id AS subject, endNode(r).id AS object
WHERE r.belief >= $minBelief AND ($subject IS NULL OR subject = $subject) AND ($object IS NULL OR object = $object)
RETURN count(r) AS triples
