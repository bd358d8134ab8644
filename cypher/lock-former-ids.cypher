// Purpose: take the write locks of former ids, in the order given, making nodes for those that are not there. To be sent
//   under the locks of the concepts.
// Params: $ids (sorted)
// Result: id of each that is there now, and locked; another transaction may have deleted it while this one waited
UNWIND $ids AS id
MERGE (f:FormerId {id: id})
SET f.locked = true
REMOVE f.locked
WITH collect(id) AS ids
MATCH (f:FormerId)
USING INDEX SEEK f:FormerId(id)
WHERE f.id IN ids
RETURN f.id AS id
