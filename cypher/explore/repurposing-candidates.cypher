// Purpose: Which drugs might be tried for this disease, since they act on genes that have to do with it?
// Params: $disease (name or id), $belief (the least that counts)
//   :params {disease: 'Lung Neoplasms', belief: 0.5}
// Result: the graph of drugs, genes and the disease, without drugs that any paper relates to it; surest first
MATCH (disease:Concept)
WHERE disease.id = $disease OR disease.name = $disease
MATCH (disease)-[s]-(gene:Gene)-[r]-(drug:ChemicalEntity)
WHERE s.belief >= $belief AND r.belief >= $belief AND NOT EXISTS { (drug)--(disease) }
RETURN drug, r, gene, s, disease
ORDER BY r.belief * s.belief DESC, drug.name
LIMIT 25
