// Purpose: the evidence of one work on a triple, of which one document counts.
CREATE INDEX evidence_work IF NOT EXISTS FOR (e:Evidence) ON (e.triple, e.work)
