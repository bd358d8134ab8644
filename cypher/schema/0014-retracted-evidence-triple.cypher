// Purpose: what retracted documents said of a triple.
CREATE INDEX retracted_evidence_triple IF NOT EXISTS FOR (e:RetractedEvidence) ON (e.triple)
