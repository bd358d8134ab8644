// Purpose: How are these two connected, by the steps that the literature is surest of?
// Params: $concept and $other (names or ids), $belief (the least that a step may have; raise it where there are very many)
//   :params {concept: 'Lung Neoplasms', other: 'osimertinib', belief: 0.5}
// Result: belief (of all steps together: their product), steps (in words), path; at most three steps
MATCH (a:Concept)
WHERE a.id = $concept OR a.name = $concept
MATCH (b:Concept)
WHERE b.id = $other OR b.name = $other
MATCH path = (a)((:Concept)-[r WHERE r.belief >= $belief]-(:Concept)){1,3}(b)
WHERE all(node IN nodes(path) WHERE single(same IN nodes(path) WHERE same = node))
WITH path, reduce(product = 1.0, step IN relationships(path) | product * step.belief) AS belief
ORDER BY belief DESC, length(path)
LIMIT 10
RETURN belief,
  [step IN relationships(path) | startNode(step).name + ' ' + type(step) + ' ' + endNode(step).name] AS steps, path
