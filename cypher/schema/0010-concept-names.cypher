// Purpose: finding concepts by the words of their names and synonyms, accents folded, typing errors forgiven.
CREATE FULLTEXT INDEX concept_names IF NOT EXISTS FOR (c:Concept) ON EACH [c.name, c.synonyms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
