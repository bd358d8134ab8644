// Purpose: a page of the documents that mention each of some concepts, the latest year first, then the greatest id.
// Params: $ids, $year and $after (where the page before ended), $limit
// Result: id, documents (list of {id, year}, 0 for none)
UNWIND $ids AS id
CALL (id) {
  MATCH (:Concept {id: id})<-[:MENTIONS]-(d:Document)
  WITH d.id AS document, coalesce(d.year, 0) AS year
  WHERE year <= $year AND NOT (year = $year AND document >= $after)
  WITH document, year
  ORDER BY year DESC, document DESC
  LIMIT $limit
  RETURN collect({id: document, year: year}) AS documents
}
RETURN id, documents
