// Purpose: What do these two have in common: which genes, drugs and other things are related to both?
// Params: $disease and $other (names or ids; any two concepts), $belief (the least that counts)
//   :params {disease: 'Breast Neoplasms', other: 'Ovarian Neoplasms', belief: 0.5}
// Result: the graph of both with what lies between; what papers speak of most comes first
MATCH (one:Concept)
WHERE one.id = $disease OR one.name = $disease
MATCH (two:Concept)
WHERE two.id = $other OR two.name = $other
MATCH (one)-[r]-(shared:Concept)-[s]-(two)
WHERE r.belief >= $belief AND s.belief >= $belief
RETURN one, r, shared, s, two
ORDER BY r.documents + s.documents DESC, shared.name
LIMIT 50
