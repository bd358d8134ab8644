// Purpose: Which papers carry a text that was published before, so that they count nothing of their own?
// Params: none
// Result: paper, title, sameAs (the paper that counts in its place), claims (of it that are counted there)
MATCH (e:Evidence)
WHERE e.duplicateOf IS NOT NULL
WITH e.document AS paper, e.duplicateOf AS sameAs, count(*) AS claims
MATCH (d:Document {id: paper})
RETURN paper, d.title AS title, sameAs, claims
ORDER BY claims DESC, paper
LIMIT 50
