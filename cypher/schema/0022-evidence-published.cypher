// Purpose: what was published since a day: (e:Evidence) WHERE e.published >= '2024-03-01'.
CREATE INDEX evidence_published IF NOT EXISTS FOR (e:Evidence) ON (e.published)
