// Purpose: the last position of the journal that was written before a time.
// Params: $since (milliseconds since 1970)
// Result: position; no row when everything in it is later, or there is nothing in it
MATCH (c:Change)
WHERE c.at < $since
RETURN c.position AS position
ORDER BY c.at DESC, c.position DESC
LIMIT 1
