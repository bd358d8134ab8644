// Purpose: how many documents of each year mention each of some concepts.
// Params: $ids
// Result: id, year (0 for none), documents
UNWIND $ids AS id
MATCH (:Concept {id: id})<-[:MENTIONS]-(d:Document)
RETURN id, coalesce(d.year, 0) AS year, count(*) AS documents
ORDER BY id, year
