// Purpose: how much evidence of each triple a filter lets through.
// Params: $keys; those of evidence-filter that are asked for
// Result: key, evidence
UNWIND $keys AS key
RETURN key, COUNT { MATCH (e:EVIDENCE_LABEL) WHERE e.triple = key AND EVIDENCE_FILTER } AS evidence
