// Purpose: how many concepts stand directly below each of some.
// Params: $rows of {id, query (the id, quoted for Lucene)}
// Result: id, children
UNWIND $rows AS row
CALL db.index.fulltext.queryNodes('concept_parents', row.query) YIELD node
RETURN row.id AS id, count(node) AS children
