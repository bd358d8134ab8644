// Purpose: the concepts of a category that most documents mention.
CREATE INDEX concept_category_documents IF NOT EXISTS FOR (c:Concept) ON (c.category, c.documents)
