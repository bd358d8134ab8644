// Purpose: how many retracted documents speak of triples; triples of which none does are left out.
// Params: $keys
// Result: triple (its key), documents
MATCH (e:RetractedEvidence)
USING INDEX SEEK e:RetractedEvidence(triple)
WHERE e.triple IN $keys
RETURN e.triple AS triple, count(*) AS documents
