// Purpose: where the journal begins and ends.
// Result: first, last (positions), since (milliseconds since 1970); nulls when there is nothing in it
OPTIONAL MATCH (a:Change)
WHERE a.position > 0
WITH a
ORDER BY a.position
LIMIT 1
OPTIONAL MATCH (z:Change)
WHERE z.position > 0
WITH a, z
ORDER BY z.position DESC
LIMIT 1
RETURN a.position AS first, z.position AS last, a.at AS since
