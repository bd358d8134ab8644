// Purpose: What is this disease treated with, how sure is that, and who says so?
// Params: $disease (name or id)
//   :params {disease: 'Diabetes Mellitus, Type 2'}
// Result: drug, belief, affirmed and denied (papers), sentences (the three best pieces of evidence, each with its paper);
//   most believed first
MATCH (disease:Concept)
WHERE disease.id = $disease OR disease.name = $disease
MATCH (drug:Concept)-[r:TREATS]->(disease)
WHERE r.affirmed > 0
WITH drug, r
ORDER BY r.belief DESC, r.documents DESC, drug.name
LIMIT 25
RETURN drug.name AS drug, r.belief AS belief, r.affirmed AS affirmed, r.denied AS denied,
  COLLECT {
    MATCH (e:Evidence {triple: r.key})
    RETURN e.document + ': ' + e.sentence
    ORDER BY e.rank
    LIMIT 3
  } AS sentences
