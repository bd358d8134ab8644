// Purpose: all evidence of works on triples.
// Params: $works of {triple, work}
// Result: evidence (properties)
UNWIND $works AS pair
MATCH (e:Evidence {triple: pair.triple, work: pair.work})
RETURN e {.*} AS evidence
