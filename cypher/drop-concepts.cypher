// Purpose: remove concepts that nothing refers to any more.
// Params: $ids
MATCH (c:Concept)
WHERE c.id IN $ids
DETACH DELETE c
