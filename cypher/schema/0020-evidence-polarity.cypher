// Purpose: what is denied: (e:Evidence {polarity: 'negated'}).
CREATE INDEX evidence_polarity IF NOT EXISTS FOR (e:Evidence) ON (e.polarity)
