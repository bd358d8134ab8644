// Purpose: all evidence of works on triples. The index is named, since that of the triple alone would read all evidence of a triple
//   that very many documents speak of.
// Params: $works of {triple, work}
// Result: evidence (properties)
UNWIND $works AS pair
MATCH (e:Evidence)
USING INDEX SEEK e:Evidence(triple, work)
WHERE e.triple = pair.triple AND e.work = pair.work
RETURN e {.*} AS evidence
