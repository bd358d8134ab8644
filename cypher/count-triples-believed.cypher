// Purpose: how many triples are believed at least so much. A branch for every predicate's type that is asked for.
// Params: $minBelief
// Result: triples, to be added up
MATCH ()-[r:TRIPLE_TYPE]->()
WHERE r.belief >= $minBelief
RETURN count(r) AS triples
