// Purpose: concepts by id, with a recount of what refers to them.
// Params: $ids
// Result: concept (properties), labels, variants (one name for each document that refers to it), triples
MATCH (c:Concept)
WHERE c.id IN $ids
RETURN c {.*, embedding: null, embeddedBy: null} AS concept, labels(c) AS labels,
  COLLECT { MATCH (:Document)-[m:MENTIONS]->(c) RETURN m.variant } AS variants,
  COUNT { (c)-[:TRIPLE_TYPES]-() } AS triples
ORDER BY c.id
