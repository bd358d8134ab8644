// Purpose: What has been asked and never answered?
// Params: none
// Result: subject, predicate, object, papers (that ask), lastYear, question (a sentence), paper; latest first
MATCH (e:Evidence {certainty: 'question'})
MATCH (a:Concept {id: e.subject})-[r]->(b:Concept {id: e.object})
WHERE r.key = e.triple AND r.affirmed = 0 AND r.denied = 0
WITH a, r, b, e
ORDER BY e.rank
WITH a, r, b, collect(e)[0] AS best
RETURN a.name AS subject, type(r) AS predicate, b.name AS object, r.questions AS papers, r.lastYear AS lastYear,
  best.sentence AS question, best.document AS paper
ORDER BY lastYear DESC, papers DESC, subject, object
LIMIT 25
