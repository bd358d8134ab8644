// Purpose: which schema the database has, and whether something else lives in it.
// Result: version and types as last recorded (null in a database that was never ours), imported when constraints and
//   indexes are still to be made, occupied when nodes of our labels are there.
OPTIONAL MATCH (s:LitweaveSchema {id: 'schema'})
RETURN s.version AS version, s.types AS types, s.imported AS imported,
  EXISTS { (:Concept) } OR EXISTS { (:Document) } OR EXISTS { (:Evidence) } OR EXISTS { (:FormerId) } AS occupied
