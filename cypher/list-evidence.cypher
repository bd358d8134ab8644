// Purpose: a page of evidence for each triple, best first.
// Params: $keys, $after and $before (ranks, both excluded), $day (the last day of publication, or null), $limit
// Result: key, evidence (list of properties)
UNWIND $keys AS key
CALL (key) {
  MATCH (e:EVIDENCE_LABEL)
  WHERE e.triple = key AND e.rank > $after AND e.rank < $before AND ($day IS NULL OR e.published <= $day)
  RETURN e
  ORDER BY e.rank
  LIMIT $limit
}
RETURN key, collect(e {.*}) AS evidence
