// Purpose: take the write locks of documents, in the order given, making nodes for those that are not there;
//   concurrent changes to them wait until this transaction ends.
// Params: $ids (sorted, so that no two transactions wait for each other)
UNWIND $ids AS id
MERGE (d:Document {id: id})
ON CREATE SET d.status = 'expected'
SET d.locked = true
REMOVE d.locked
