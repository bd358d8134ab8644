// Purpose: how many concepts there are, all or of a category.
// Params: $category (or null)
// Result: concepts
MATCH (c:Concept)
WHERE c.name IS NOT NULL AND ($category IS NULL OR c.category = $category)
RETURN count(c) AS concepts
