// Purpose: What is known best of this gene?
// Params: $gene (name or id)
//   :params {gene: 'EGFR'}
// Result: subject, predicate, object, papers (that affirm it), belief, since (year), sentence (of the best piece of evidence);
//   most papers first
MATCH (gene:Concept)
WHERE gene.id = $gene OR gene.name = $gene
MATCH (gene)-[r]-(:Concept)
WHERE r.affirmed > 0
WITH r
ORDER BY r.affirmed DESC, r.belief DESC, r.key
LIMIT 25
RETURN startNode(r).name AS subject, type(r) AS predicate, endNode(r).name AS object, r.affirmed AS papers,
  r.belief AS belief, r.firstYear AS since,
  COLLECT { MATCH (e:Evidence {triple: r.key}) RETURN e.sentence ORDER BY e.rank LIMIT 1 }[0] AS sentence
ORDER BY papers DESC, belief DESC, subject, object
