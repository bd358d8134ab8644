// Purpose: what a retracted document said of a triple, once.
CREATE CONSTRAINT retracted_evidence_key IF NOT EXISTS FOR (e:RetractedEvidence) REQUIRE e.key IS UNIQUE
