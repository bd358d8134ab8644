// Purpose: a concept by its name, as people ask for it: (c:Concept {name: 'Stroke'}).
CREATE INDEX concept_name IF NOT EXISTS FOR (c:Concept) ON (c.name)
