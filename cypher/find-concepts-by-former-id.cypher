// Purpose: the concepts that took the place of former ids; of several, that of the smallest id.
// Params: $ids
// Result: id (as asked for), concept (properties)
UNWIND $ids AS id
MATCH (:FormerId {id: id})-[:REPLACED_BY]->(c:Concept)
WITH id, c
ORDER BY c.id
WITH id, collect(c)[0] AS c
RETURN id, c {.*, embedding: null, embeddedBy: null} AS concept
