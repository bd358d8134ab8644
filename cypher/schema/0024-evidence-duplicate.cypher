// Purpose: evidence that another document counts in place of. Holds that alone, since other evidence has no such property.
CREATE INDEX evidence_duplicate IF NOT EXISTS FOR (e:Evidence) ON (e.duplicateOf)
