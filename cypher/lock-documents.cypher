// Purpose: take the write locks of documents, in the order given, making nodes for those that are not there;
//   concurrent changes to them wait until this transaction ends.
// Params: $ids (sorted, so that no two transactions wait for each other)
// Result: id of each that is there now, and locked; another transaction may have deleted it while this one waited
UNWIND $ids AS id
MERGE (d:Document {id: id})
ON CREATE SET d.status = 'expected'
SET d.locked = true
REMOVE d.locked
WITH collect(id) AS ids
MATCH (d:Document)
USING INDEX SEEK d:Document(id)
WHERE d.id IN ids
RETURN d.id AS id
