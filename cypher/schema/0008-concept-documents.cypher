// Purpose: the concepts that most documents mention.
CREATE INDEX concept_documents IF NOT EXISTS FOR (c:Concept) ON (c.documents)
