// Purpose: take the write locks of those concepts that are there, in the order given.
// Params: $ids (sorted)
UNWIND $ids AS id
MATCH (c:Concept {id: id})
SET c.locked = true
REMOVE c.locked
