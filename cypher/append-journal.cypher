// Purpose: append changes to the journal and let its oldest go. Runs last in a transaction: it holds the journal's lock until the
//   commit, so that positions are in the order of the commits, and it waits for no other lock, so that it closes no circle.
// Params: $rows of {document, outcome, appeared, changed, vanished, concepts}, $most (entries that are kept)
MERGE (j:Journal {id: 'journal'})
SET j.locked = true
REMOVE j.locked
WITH j, coalesce(j.position, 0) AS last, coalesce(j.at, 0) AS before
WITH j, last, CASE WHEN timestamp() > before THEN timestamp() ELSE before END AS at
SET j.position = last + size($rows), j.at = at
WITH last, at
UNWIND range(0, size($rows) - 1) AS place
CREATE (c:Change)
SET c = $rows[place], c.position = last + 1 + place, c.at = at
WITH max(c.position) AS position
MATCH (old:Change)
WHERE old.position <= position - $most
DELETE old
