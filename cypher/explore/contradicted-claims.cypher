// Purpose: On which claims do papers contradict one another?
// Params: none
// Result: subject, predicate, object, affirmed and denied (papers), belief; most denied first
MATCH (e:Evidence {polarity: 'negated'})
WITH DISTINCT e.triple AS triple, e.subject AS subject, e.object AS object
MATCH (a:Concept {id: subject})-[r]->(b:Concept {id: object})
WHERE r.key = triple AND r.affirmed > 0 AND r.denied > 0
RETURN a.name AS subject, type(r) AS predicate, b.name AS object, r.affirmed AS affirmed, r.denied AS denied,
  r.belief AS belief
ORDER BY denied DESC, affirmed DESC, subject, object
LIMIT 25
