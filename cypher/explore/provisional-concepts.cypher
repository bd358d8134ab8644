// Purpose: Which names of the papers does the terminology not know? (Only after ingest with --provisional.)
// Params: none
// Result: name, category, papers (that mention it), triples, examples (up to three papers); most papers first
MATCH (c:Concept)
WHERE c.id STARTS WITH 'litweave.provisional:'
WITH c
ORDER BY c.documents DESC, c.id
LIMIT 50
RETURN c.name AS name, c.category AS category, c.documents AS papers, c.triples AS triples,
  COLLECT { MATCH (d:Document)-[:MENTIONS]->(c) RETURN d.id ORDER BY d.id LIMIT 3 } AS examples
