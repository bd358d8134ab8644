// Purpose: concepts with words that begin as the words of a text do; first those of which a name does as a whole, most documents first.
// Params: $query (Lucene syntax), $prefix (the text, lower case), $categories (or null), $limit
// Result: concept (properties)
CALL db.index.fulltext.queryNodes('concept_names', $query) YIELD node AS c
WHERE $categories IS NULL OR c.category IN $categories
WITH c, any(name IN [c.name] + coalesce(c.synonyms, []) WHERE toLower(name) STARTS WITH $prefix) AS begins
ORDER BY begins DESC, c.documents DESC, c.id
LIMIT $limit
RETURN c {.*, embedding: null, embeddedBy: null} AS concept
