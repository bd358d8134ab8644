// Purpose: take the write locks of those documents that are there, in the order given.
// Params: $ids (sorted)
UNWIND $ids AS id
MATCH (d:Document {id: id})
SET d.locked = true
REMOVE d.locked
