// Purpose: What was said for the first time in this year, and what became of it?
// Params: $year
//   :params {year: 2017}
// Result: subject, predicate, object, papers (of that year), today (papers of all years), denied (papers of all years), belief;
//   most papers first
MATCH (e:Evidence)
WHERE e.published >= toString(toInteger($year)) AND e.published < toString(toInteger($year) + 1)
  AND e.duplicateOf IS NULL AND e.certainty <> 'question'
WITH e.triple AS triple, e.subject AS subject, e.object AS object, count(*) AS papers
MATCH (a:Concept {id: subject})-[r]->(b:Concept {id: object})
WHERE r.key = triple AND r.firstYear = $year AND r.affirmed + r.denied > 0
RETURN a.name AS subject, type(r) AS predicate, b.name AS object, papers, r.documents AS today, r.denied AS denied,
  r.belief AS belief
ORDER BY papers DESC, belief DESC, subject, object
LIMIT 50
