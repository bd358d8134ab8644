// Purpose: a page of the concepts directly below each of some, most documents first.
// Params: $rows of {id, query (the id, quoted for Lucene)}, $documents and $after (where the page before ended), $limit
// Result: id, children (list of properties)
UNWIND $rows AS row
CALL (row) {
  CALL db.index.fulltext.queryNodes('concept_parents', row.query) YIELD node AS c
  WHERE c.documents <= $documents AND NOT (c.documents = $documents AND c.id <= $after)
  WITH c
  ORDER BY c.documents DESC, c.id
  LIMIT $limit
  RETURN collect(c {.*, embedding: null, embeddedBy: null}) AS children
}
RETURN row.id AS id, children
