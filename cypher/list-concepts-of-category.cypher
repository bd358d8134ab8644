// Purpose: a page of a category's concepts, those that most documents mention first.
// Params: $category, $documents and $id (where the page before ended), $limit
// Result: concept (properties)
MATCH (c:Concept)
WHERE c.category = $category AND c.documents <= $documents AND NOT (c.documents = $documents AND c.id <= $id)
RETURN c {.*, embedding: null, embeddedBy: null} AS concept
ORDER BY c.documents DESC, c.id
LIMIT $limit
