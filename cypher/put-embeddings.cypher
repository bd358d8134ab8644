// Purpose: put vectors of names, in the order given, unless a concept was renamed or removed meanwhile. Its lock is taken
//   before its name is looked at again.
// Params: $rows of {id, name, vector}, $encoder
// Result: put (how many)
UNWIND $rows AS row
MATCH (c:Concept {id: row.id})
USING INDEX SEEK c:Concept(id)
SET c.locked = true
REMOVE c.locked
WITH c, row
WHERE c.name = row.name
CALL db.create.setNodeVectorProperty(c, 'embedding', row.vector)
SET c.embeddedBy = $encoder
RETURN count(*) AS put
