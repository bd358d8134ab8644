// Purpose: how many documents of some years mention all of some concepts.
// Params: $ids, $from and $to (years, 0 for none)
// Result: documents
MATCH (c:Concept)
WHERE c.id IN $ids
WITH c
ORDER BY c.documents, c.id
WITH collect(c) AS concepts
WHERE size(concepts) = size($ids)
WITH head(concepts) AS rarest, tail(concepts) AS others
MATCH (rarest)<-[:MENTIONS]-(d:Document)
WHERE all(other IN others WHERE EXISTS { (d)-[:MENTIONS]->(other) })
WITH coalesce(d.year, 0) AS year
WHERE year >= $from AND year <= $to
RETURN count(*) AS documents
