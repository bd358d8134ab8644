// Purpose: Which genes are related to the most things?
// Params: none
// Result: gene, id, partners (concepts it is related to), triples, papers (that mention it), diseases (up to five, most
//   believed first); most partners first
MATCH (gene:Concept)
WHERE gene.category = 'Gene' AND gene.documents > 0
WITH gene
ORDER BY gene.triples DESC, gene.id
LIMIT 100
RETURN gene.name AS gene, gene.id AS id, COUNT { MATCH (gene)--(c:Concept) RETURN DISTINCT c } AS partners,
  gene.triples AS triples, gene.documents AS papers,
  COLLECT { MATCH (gene)-[r]-(d:Disease) RETURN d.name ORDER BY r.belief DESC, d.name LIMIT 5 } AS diseases
ORDER BY partners DESC, papers DESC, gene
LIMIT 25
