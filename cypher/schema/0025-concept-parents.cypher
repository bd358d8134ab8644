// Purpose: the concepts directly below one, by the ids in `parents`, each taken whole.
CREATE FULLTEXT INDEX concept_parents IF NOT EXISTS FOR (c:Concept) ON EACH [c.parents]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}
