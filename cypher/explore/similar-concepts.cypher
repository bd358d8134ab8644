// Purpose: Which other names of this kind mean something alike? (The vectors come from `litweave embed`.)
// Params: $concept (name or id)
//   :params {concept: 'Heart Failure'}
// Result: name, id, cosine (of the vectors of both names), papers (that mention it); most alike first
MATCH (c:Concept)
WHERE (c.id = $concept OR c.name = $concept) AND c.embedding IS NOT NULL
CALL db.index.vector.queryNodes('concept_embeddings', 50, c.embedding) YIELD node, score
WHERE node <> c AND node.category = c.category
RETURN node.name AS name, node.id AS id, 2 * score - 1 AS cosine, node.documents AS papers
ORDER BY cosine DESC, id
LIMIT 10
