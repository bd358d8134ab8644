// Purpose: a page of a triple's evidence, best first, whatever there is of it.
CREATE INDEX evidence_rank IF NOT EXISTS FOR (e:Evidence) ON (e.triple, e.rank)
