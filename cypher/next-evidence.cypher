// Purpose: walk through all evidence, triple by triple.
// Params: $after (the key of the last triple seen), $limit (triples)
// Result: key (of the triple), evidence (list of properties)
MATCH (e:Evidence)
WHERE e.triple > $after
WITH DISTINCT e.triple AS key
ORDER BY key
LIMIT $limit
RETURN key, COLLECT { MATCH (e:Evidence {triple: key}) RETURN e {.*} } AS evidence
