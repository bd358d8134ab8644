// Purpose: concepts by id, by a former id the one that took its place: of several, that of the smallest id.
// Params: $ids
// Result: id (as asked for), concept (properties)
UNWIND $ids AS id
CALL (id) {
  MATCH (c:Concept {id: id})
  WHERE c.name IS NOT NULL
  RETURN c, 0 AS place
  UNION ALL
  MATCH (:FormerId {id: id})-[:REPLACED_BY]->(c:Concept)
  RETURN c, 1 AS place
}
WITH id, c
ORDER BY place, c.id
WITH id, collect(c)[0] AS c
RETURN id, c {.*, embedding: null, embeddedBy: null} AS concept
