// Purpose: a page of evidence for each triple, best first.
// Params: $keys, $evidenceLimit; those of evidence-filter that are asked for
// Result: key, evidence (a list of EVIDENCE_VALUES)
UNWIND $keys AS key
RETURN key, COLLECT {
  MATCH (e:EVIDENCE_LABEL)
  EVIDENCE_INDEX
  WHERE e.triple = key AND EVIDENCE_FILTER
  RETURN EVIDENCE_VALUES
  ORDER BY e.triple, e.rank
  LIMIT $evidenceLimit
} AS evidence
