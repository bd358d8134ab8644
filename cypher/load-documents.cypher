// Purpose: documents with all they put into the graph, whether live or not.
// Params: $ids
// Result: document (properties), notices (ids), evidence (properties), mentions (variant and concept's properties)
MATCH (d:Document)
WHERE d.id IN $ids
RETURN d {.*} AS document,
  COLLECT { MATCH (n:Document)-[:RETRACTS]->(d) RETURN n.id } AS notices,
  COLLECT { MATCH (e:Evidence)-[:FROM]->(d) RETURN e {.*} } AS evidence,
  COLLECT { MATCH (d)-[m:MENTIONS]->(c:Concept) RETURN {variant: m.variant, spans: m.spans, concept: c {.*}} } AS mentions
