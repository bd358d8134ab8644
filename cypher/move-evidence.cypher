// Purpose: say of evidence which document counts in its place.
// Params: $rows of {key, duplicateOf (null of evidence that counts itself), rank}
UNWIND $rows AS row
MATCH (e:Evidence {key: row.key})
USING INDEX SEEK e:Evidence(key)
SET e.duplicateOf = row.duplicateOf, e.rank = row.rank
