// Purpose: what former ids stand for today: of several concepts that took the place of one, that of the smallest id.
// Params: $ids
// Result: id, current; no row for an id that is a concept or none
UNWIND $ids AS id
MATCH (:FormerId {id: id})-[:REPLACED_BY]->(c:Concept)
WHERE NOT EXISTS { (:Concept {id: id}) }
RETURN id, min(c.id) AS current
