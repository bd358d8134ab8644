// Purpose: a page of documents without a year, the greatest id first.
// Params: $status, $after (where the page before ended), $limit
// Result: id, year (0)
MATCH (d:Document)
WHERE d.status = $status AND d.year IS NULL AND d.id < $after
RETURN d.id AS id, 0 AS year
ORDER BY d.id DESC
LIMIT $limit
