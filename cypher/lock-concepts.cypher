// Purpose: take the write locks of concepts, in the order given, making nodes for those that are not there. A triple
//   is only ever changed under the locks of both its ends.
// Params: $ids (sorted)
// Result: id of each that is there now, and locked; another transaction may have deleted it while this one waited
UNWIND $ids AS id
MERGE (c:Concept {id: id})
SET c.locked = true
REMOVE c.locked
WITH collect(id) AS ids
MATCH (c:Concept)
USING INDEX SEEK c:Concept(id)
WHERE c.id IN ids
RETURN c.id AS id
