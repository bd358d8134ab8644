// Purpose: what comes along with each triple of a triple-page, each column under what asks for it.
// Params: $evidenceLimit and those of evidence-filter
// ends
, SUBJECT_VALUES AS from, OBJECT_VALUES AS to
// evidence
, COLLECT {
  MATCH (e:EVIDENCE_LABEL)
  EVIDENCE_INDEX
  WHERE e.triple = r.key AND EVIDENCE_FILTER
  RETURN EVIDENCE_VALUES
  ORDER BY e.triple, e.rank
  LIMIT $evidenceLimit
} AS evidence
