// Purpose: keep one of several equal records of the schema, which processes of an earlier program could make together.
MATCH (s:LitweaveSchema {id: 'schema'})
WITH s
ORDER BY elementId(s)
SKIP 1
DELETE s
