// Purpose: take the write locks of former ids, in the order given, making nodes for those that are not there. To be sent
//   under the locks of the concepts.
// Params: $ids (sorted)
UNWIND $ids AS id
MERGE (f:FormerId {id: id})
SET f.locked = true
REMOVE f.locked
