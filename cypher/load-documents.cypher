// Purpose: documents with all they put into the graph, whether live or not.
// Params: $ids
// Result: document (properties), notices (of {by, type}), evidence (properties, that of retracted documents too), mentions (variant and
//   concept's properties)
MATCH (d:Document)
USING INDEX SEEK d:Document(id)
WHERE d.id IN $ids
RETURN d {.*} AS document,
  COLLECT { MATCH (n:Document)-[r:RETRACTS|EXPRESSES_CONCERN_ABOUT]->(d) RETURN {by: n.id, type: type(r)} } AS notices,
  COLLECT { MATCH (e:Evidence|RetractedEvidence)-[:FROM]->(d) RETURN e {.*} } AS evidence,
  COLLECT { MATCH (d)-[m:MENTIONS]->(c:Concept) RETURN {variant: m.variant, spans: m.spans, concept: c {.*, embedding: null, embeddedBy: null}} } AS mentions
