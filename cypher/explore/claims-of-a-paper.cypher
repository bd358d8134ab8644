// Purpose: What does this paper say, and does it stand alone with that?
// Params: $paper (id)
//   :params {paper: 'PMID:90000070'}
// Result: subject, predicate, object, polarity, certainty, score, sentence, otherPapers (that speak of the same), belief
MATCH (d:Document {id: $paper})<-[:FROM]-(e:Evidence)
MATCH (a:Concept {id: e.subject})-[r]->(b:Concept {id: e.object})
WHERE r.key = e.triple
RETURN a.name AS subject, type(r) AS predicate, b.name AS object, e.polarity AS polarity, e.certainty AS certainty,
  e.score AS score, e.sentence AS sentence, r.documents - 1 AS otherPapers, r.belief AS belief
ORDER BY score DESC, subject, object
LIMIT 100
