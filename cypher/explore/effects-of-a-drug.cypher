// Purpose: What can this drug do to people: which diseases and complaints is it said to cause, and in which words?
// Params: $drug (name or id)
//   :params {drug: 'Metformin'}
// Result: effect, belief, affirmed and denied (papers), sentence (of the best piece of evidence), paper; most believed first
MATCH (drug:Concept)
WHERE drug.id = $drug OR drug.name = $drug
MATCH (drug)-[r:CAUSES|CONTRIBUTES_TO]->(effect:Disease)
WHERE r.affirmed > 0
WITH r, effect
ORDER BY r.belief DESC, r.affirmed DESC, effect.name
LIMIT 25
CALL (r) {
  MATCH (e:Evidence {triple: r.key})
  RETURN e
  ORDER BY e.rank
  LIMIT 1
}
RETURN effect.name AS effect, r.belief AS belief, r.affirmed AS affirmed, r.denied AS denied, e.sentence AS sentence,
  e.document AS paper
ORDER BY belief DESC, affirmed DESC, effect
