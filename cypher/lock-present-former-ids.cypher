// Purpose: take the write locks of former ids that are there, in the order given.
// Params: $ids (sorted)
UNWIND $ids AS id
MATCH (f:FormerId {id: id})
SET f.locked = true
REMOVE f.locked
