// Purpose: a page of evidence for each triple, best first.
// Params: $keys, $after and $before (ranks, both excluded), $limit
// Result: key, evidence (list of properties)
UNWIND $keys AS key
CALL (key) {
  MATCH (e:Evidence)
  WHERE e.triple = key AND e.rank > $after AND e.rank < $before
  RETURN e
  ORDER BY e.rank
  LIMIT $limit
}
RETURN key, collect(e {.*}) AS evidence
