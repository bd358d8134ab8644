// Purpose: What is this called here? Part of a name will do, and so will a misspelt one.
// Params: $text (words, each with ~ where typing errors are to be forgiven)
//   :params {text: 'metfromin~'}
// Result: name, id, category, papers (that mention it), synonyms (up to five), score; best match first
CALL db.index.fulltext.queryNodes('concept_names', $text, {limit: 10}) YIELD node, score
RETURN node.name AS name, node.id AS id, node.category AS category, node.documents AS papers,
  coalesce(node.synonyms, [])[..5] AS synonyms, score
ORDER BY score DESC, papers DESC, id
