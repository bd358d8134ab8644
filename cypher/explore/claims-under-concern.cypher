// Purpose: What rests on papers under an expression of concern, and on how many others?
// Params: none
// Result: paper (under concern), title, notice, subject, predicate, object, others (papers that speak of it and are under none),
//   belief; what rests on least comes first
MATCH (d:Document {concern: true})<-[:FROM]-(e:Evidence)
MATCH (a:Concept {id: e.subject})-[r]->(b:Concept {id: e.object})
WHERE r.key = e.triple
RETURN d.id AS paper, d.title AS title,
  COLLECT { MATCH (n:Document)-[:EXPRESSES_CONCERN_ABOUT]->(d) RETURN n.id }[0] AS notice, a.name AS subject,
  type(r) AS predicate, b.name AS object, r.documents - r.concerns AS others, r.belief AS belief
ORDER BY others, belief, paper, subject, object
LIMIT 50
