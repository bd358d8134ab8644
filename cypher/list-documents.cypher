// Purpose: a page of documents that have a year, the latest year first, then the greatest id.
// Params: $status, $from and $to (years), $after (where the page before ended), $limit
// Result: id, year
MATCH (d:Document)
WHERE d.status = $status AND d.year >= $from AND d.year <= $to AND NOT (d.year = $to AND d.id >= $after)
RETURN d.id AS id, d.year AS year
ORDER BY d.status DESC, d.year DESC, d.id DESC
LIMIT $limit
