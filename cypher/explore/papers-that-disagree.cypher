// Purpose: Which papers contradict one another about this, and in which words?
// Params: $concept (name or id)
//   :params {concept: 'Heart Failure'}
// Result: subject, predicate, object, says (paper and year), forIt (sentence), denies (paper and year), againstIt (sentence);
//   for each claim the best of either side
MATCH (c:Concept)
WHERE c.id = $concept OR c.name = $concept
MATCH (c)-[r]-(:Concept)
WHERE r.affirmed > 0 AND r.denied > 0
CALL (r) {
  MATCH (e:Evidence {triple: r.key, polarity: 'affirmed'})
  WHERE e.certainty <> 'question'
  RETURN e AS pro
  ORDER BY e.rank
  LIMIT 1
}
CALL (r) {
  MATCH (e:Evidence {triple: r.key, polarity: 'negated'})
  WHERE e.certainty <> 'question'
  RETURN e AS contra
  ORDER BY e.rank
  LIMIT 1
}
RETURN startNode(r).name AS subject, type(r) AS predicate, endNode(r).name AS object,
  pro.document + coalesce(' (' + pro.year + ')', '') AS says, pro.sentence AS forIt,
  contra.document + coalesce(' (' + contra.year + ')', '') AS denies, contra.sentence AS againstIt
ORDER BY r.denied DESC, subject, object
LIMIT 25
