// Purpose: How are these two connected, by the fewest steps?
// Params: $concept and $other (names or ids), $belief (the least that a step may have)
//   :params {concept: 'Lung Neoplasms', other: 'osimertinib', belief: 0.5}
// Result: path; all of the shortest, up to 25, at most four steps each
MATCH (a:Concept)
WHERE a.id = $concept OR a.name = $concept
MATCH (b:Concept)
WHERE b.id = $other OR b.name = $other
MATCH path = ALL SHORTEST (a)((:Concept)-[r WHERE r.belief >= $belief]-(:Concept)){1,4}(b)
RETURN path
LIMIT 25
