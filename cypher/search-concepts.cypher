// Purpose: concepts whose names may match a text, to be ranked by the caller.
// Params: $query (Lucene syntax), $ids (the text itself, should it be an id, of today or former), $category (or null), $limit
// Result: concept (properties)
CALL () {
  MATCH (c:Concept)
  WHERE c.id IN $ids
  RETURN c, 1000.0 AS score
  UNION ALL
  MATCH (f:FormerId)-[:REPLACED_BY]->(c:Concept)
  WHERE f.id IN $ids
  RETURN c, 1000.0 AS score
  UNION ALL
  CALL db.index.fulltext.queryNodes('concept_names', $query) YIELD node, score
  RETURN node AS c, score
}
WITH c, score
WHERE $category IS NULL OR c.category = $category
RETURN c {.*, embedding: null, embeddedBy: null} AS concept
ORDER BY score DESC, c.documents DESC, c.id
LIMIT $limit
