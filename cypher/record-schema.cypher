// Purpose: remember what was migrated to.
// Params: $version (number of the last migration), $types (relationship types of the predicates)
MERGE (s:LitweaveSchema {id: 'schema'})
SET s.version = $version, s.types = $types
REMOVE s.imported
