// Purpose: what is only asked, or said with reserve: (e:Evidence {certainty: 'question'}).
CREATE INDEX evidence_certainty IF NOT EXISTS FOR (e:Evidence) ON (e.certainty)
