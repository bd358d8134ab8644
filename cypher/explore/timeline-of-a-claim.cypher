// Purpose: How did what is said of these two develop, year by year?
// Params: $concept and $other (names or ids)
//   :params {concept: 'Metformin', other: 'Diabetes Mellitus, Type 2'}
// Result: predicate, year, affirmed, denied, hedged and asked (papers of that year), papers (their ids);
//   oldest first
MATCH (a:Concept)
WHERE a.id = $concept OR a.name = $concept
MATCH (b:Concept)
WHERE b.id = $other OR b.name = $other
MATCH (a)-[r]-(b)
MATCH (e:Evidence {triple: r.key})
WHERE e.duplicateOf IS NULL
WITH r, e
ORDER BY e.document
RETURN type(r) AS predicate, e.year AS year,
  count(CASE WHEN e.polarity = 'affirmed' AND e.certainty <> 'question' THEN 1 END) AS affirmed,
  count(CASE WHEN e.polarity = 'negated' AND e.certainty <> 'question' THEN 1 END) AS denied,
  count(CASE WHEN e.certainty = 'hedged' THEN 1 END) AS hedged,
  count(CASE WHEN e.certainty = 'question' THEN 1 END) AS asked,
  collect(e.document) AS papers
ORDER BY predicate, year
LIMIT 200
