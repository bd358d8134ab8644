// Purpose: walk through all concepts in the order of their ids, with a recount of what refers to them.
// Params: $after (the last id seen), $limit
// Result: concept (properties), variants (one name for each document that refers to it), triples
MATCH (c:Concept)
WHERE c.id > $after
WITH c
ORDER BY c.id
LIMIT $limit
RETURN c {.*} AS concept,
  COLLECT { MATCH (:Document)-[m:MENTIONS]->(c) RETURN m.variant } AS variants,
  COUNT { (c)-[:TRIPLE_TYPES]-() } AS triples
