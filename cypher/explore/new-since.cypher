// Purpose: What has been said for the first time since this day? (Of this month: give its first day.)
// Params: $since (a day; a paper of which only month or year is known counts from their last day)
//   :params {since: '2023-01-01'}
// Result: subject, predicate, object, belief, papers (since then), sentence (of the best of them), paper; most believed first
MATCH (e:Evidence)
WHERE e.published >= $since AND e.certainty <> 'question' AND e.duplicateOf IS NULL
WITH e.triple AS triple, e.subject AS subject, e.object AS object, count(*) AS papers, min(e.rank) AS first
WHERE NOT EXISTS {
  MATCH (before:Evidence {triple: triple})
  WHERE before.certainty <> 'question' AND (before.published < $since OR before.published IS NULL)
}
MATCH (a:Concept {id: subject})-[r]->(b:Concept {id: object})
WHERE r.key = triple
MATCH (best:Evidence {triple: triple, rank: first})
RETURN a.name AS subject, type(r) AS predicate, b.name AS object, r.belief AS belief, papers, best.sentence AS sentence,
  best.document AS paper
ORDER BY belief DESC, subject, object
LIMIT 50
