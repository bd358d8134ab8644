// Purpose: take the write locks of concepts, in the order given, making nodes for those that are not there. A triple
//   is only ever changed under the locks of both its ends.
// Params: $ids (sorted)
UNWIND $ids AS id
MERGE (c:Concept {id: id})
SET c.locked = true
REMOVE c.locked
