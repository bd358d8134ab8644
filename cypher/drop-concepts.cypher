// Purpose: remove concepts that nothing refers to any more.
// Params: $ids
MATCH (c:Concept)
USING INDEX SEEK c:Concept(id)
WHERE c.id IN $ids
DETACH DELETE c
