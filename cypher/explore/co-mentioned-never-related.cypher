// Purpose: What is named together with this again and again, though no paper says how they are related?
// Params: $concept (name or id)
//   :params {concept: 'Diabetes Mellitus, Type 2'}
// Result: other, category, papers (that name both), examples (up to three); most papers first
MATCH (c:Concept)
WHERE c.id = $concept OR c.name = $concept
MATCH (c)<-[:MENTIONS]-(d:Document)-[:MENTIONS]->(other:Concept)
WITH c, other, d.id AS paper
ORDER BY paper
WITH c, other, collect(paper) AS papers
WHERE NOT EXISTS { MATCH (c)--(other) }
RETURN other.name AS other, other.category AS category, size(papers) AS papers, papers[..3] AS examples
ORDER BY papers DESC, other
LIMIT 25
