// Purpose: the evidence of a triple, as people ask for it: (e:Evidence {triple: r.key}).
CREATE INDEX evidence_triple IF NOT EXISTS FOR (e:Evidence) ON (e.triple)
