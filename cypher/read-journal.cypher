// Purpose: entries of the journal from a position on, oldest first.
// Params: $after (the last position seen), $concept (an end of a triple among them; null: any), $limit
// Result: change
MATCH (c:Change)
WHERE c.position > $after AND ($concept IS NULL OR $concept IN c.concepts)
RETURN properties(c) AS change
ORDER BY c.position
LIMIT $limit
