// Purpose: What causes this disease, or contributes to it?
// Params: $disease (name or id)
//   :params {disease: 'Heart Failure'}
// Result: cause, category, how (the predicate), belief, affirmed and denied (papers), firstYear; most believed first
MATCH (disease:Concept)
WHERE disease.id = $disease OR disease.name = $disease
MATCH (cause:Concept)-[r:CAUSES|CONTRIBUTES_TO]->(disease)
WHERE r.affirmed > 0
RETURN cause.name AS cause, cause.category AS category, type(r) AS how, r.belief AS belief, r.affirmed AS affirmed,
  r.denied AS denied, r.firstYear AS firstYear
ORDER BY belief DESC, affirmed DESC, cause
LIMIT 25
