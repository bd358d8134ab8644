// Purpose: a page of the documents that mention all of some concepts, the latest year first, then the greatest id.
// Params: $ids, $from and $to (years, 0 for none), $year and $after (where the page before ended), $limit
// Result: id, year
MATCH (c:Concept)
WHERE c.id IN $ids
WITH c
ORDER BY c.documents, c.id
WITH collect(c) AS concepts
WHERE size(concepts) = size($ids)
WITH head(concepts) AS rarest, tail(concepts) AS others
MATCH (rarest)<-[:MENTIONS]-(d:Document)
WHERE all(other IN others WHERE EXISTS { (d)-[:MENTIONS]->(other) })
WITH d.id AS id, coalesce(d.year, 0) AS year
WHERE year >= $from AND year <= $to AND year <= $year AND NOT (year = $year AND id >= $after)
RETURN id, year
ORDER BY year DESC, id DESC
LIMIT $limit
