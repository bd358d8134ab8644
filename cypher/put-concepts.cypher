// Purpose: put concepts, each with the label of its category. The vector of a name stays as long as the name.
// Params: $rows of {id, properties (null where there is none), formerly (labels to take away)}
UNWIND $rows AS row
MATCH (c:Concept {id: row.id})
USING INDEX SEEK c:Concept(id)
REMOVE c:$(row.formerly)
SET c += CASE c.name WHEN row.properties.name THEN {} ELSE {embedding: null, embeddedBy: null} END
SET c += row.properties
SET c:$(row.properties.category)
