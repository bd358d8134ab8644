// Purpose: a page of evidence for each triple, best first.
// Params: $keys, $limit; those of evidence-filter that are asked for
// Result: key, evidence (list of properties)
UNWIND $keys AS key
CALL (key) {
  MATCH (e:EVIDENCE_LABEL)
  WHERE e.triple = key AND EVIDENCE_FILTER
  RETURN e
  ORDER BY e.rank
  LIMIT $limit
}
RETURN key, collect(e {.*}) AS evidence
