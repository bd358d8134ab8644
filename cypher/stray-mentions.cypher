// Purpose: references of documents that are not live.
// Result: document, concept
MATCH (d:Document)-[:MENTIONS]->(c:Concept)
WHERE d.status <> 'live'
RETURN d.id AS document, c.id AS concept
