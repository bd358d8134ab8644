// Purpose: replace concepts, each with the label of its category.
// Params: $rows of {id, properties, formerly (labels to take away)}
UNWIND $rows AS row
MATCH (c:Concept {id: row.id})
REMOVE c:$(row.formerly)
SET c = row.properties
SET c:$(row.properties.category)
