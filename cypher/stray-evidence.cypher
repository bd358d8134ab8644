// Purpose: evidence that is not from a document of the status it should have.
// Params: $status ('live' for Evidence, 'retracted' for RetractedEvidence)
// Result: key, document
MATCH (e:EVIDENCE_LABEL)
WHERE NOT EXISTS { (e)-[:FROM]->(:Document {status: $status}) }
RETURN e.key AS key, e.document AS document
