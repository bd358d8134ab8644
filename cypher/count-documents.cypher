// Purpose: how many documents of some statuses and years there are.
// Params: $statuses, $from and $to (years, 0 for none)
// Result: documents
MATCH (d:Document)
WHERE d.status IN $statuses AND ($from = 0 OR (d.year >= $from AND d.year <= $to))
RETURN count(d) AS documents
